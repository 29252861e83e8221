/** Who is calling, and what their token permits. */
@NullMarked
package io.whispra.room.security;

import org.jspecify.annotations.NullMarked;
