/** People's pictures, which the media service keeps. */
@NullMarked
package io.whispra.auth.avatar;

import org.jspecify.annotations.NullMarked;
