/** Who is calling, and what their token permits. */
@NullMarked
package io.whispra.media.security;

import org.jspecify.annotations.NullMarked;
