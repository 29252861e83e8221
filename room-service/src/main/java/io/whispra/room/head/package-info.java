/** The heads of the rooms, as the log topic tells them. */
@NullMarked
package io.whispra.room.head;

import org.jspecify.annotations.NullMarked;
