/** What the message service knows of rooms: who is in them, and what became of messages. */
@NullMarked
package io.whispra.media.room;

import org.jspecify.annotations.NullMarked;
