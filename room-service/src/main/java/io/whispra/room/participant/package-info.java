/** Who is in a room, over HTTP. */
@NullMarked
package io.whispra.room.participant;

import org.jspecify.annotations.NullMarked;
