/** What a room document still owes to the log, and how it gets there. */
@NullMarked
package io.whispra.room.pending;

import org.jspecify.annotations.NullMarked;
