/** What follows from a room's log: who is in the room, up to which entry that is known, and which rooms a person has. */
@NullMarked
package io.whispra.message.fold;

import org.jspecify.annotations.NullMarked;
