@NullMarked
package io.whispra.message.security;

import org.jspecify.annotations.NullMarked;
