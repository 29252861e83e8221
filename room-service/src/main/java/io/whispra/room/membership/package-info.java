/** Who is in which room: participants and rooms by user, folded from the changes of the rooms. */
@NullMarked
package io.whispra.room.membership;

import org.jspecify.annotations.NullMarked;
