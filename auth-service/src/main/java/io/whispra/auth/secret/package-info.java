/** Values that are neither printed nor stored as they are. */
@NullMarked
package io.whispra.auth.secret;

import org.jspecify.annotations.NullMarked;
