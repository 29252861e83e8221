@NullMarked
package io.whispra.auth;

import org.jspecify.annotations.NullMarked;
