/** Pictures of groups, which the media service keeps. */
@NullMarked
package io.whispra.room.avatar;

import org.jspecify.annotations.NullMarked;
