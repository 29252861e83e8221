@NullMarked
package io.whispra.auth.security;

import org.jspecify.annotations.NullMarked;
