/** Making, finding, listing and renaming rooms. */
@NullMarked
package io.whispra.room.rooms;

import org.jspecify.annotations.NullMarked;
