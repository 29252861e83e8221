/** What is told at once and to nobody afterwards: a loss is repaired by the next one, or by loading the room. */
@NullMarked
package io.whispra.room.signal;

import org.jspecify.annotations.NullMarked;
