/** Rooms and who is in them. */
@NullMarked
package io.whispra.room;

import org.jspecify.annotations.NullMarked;
