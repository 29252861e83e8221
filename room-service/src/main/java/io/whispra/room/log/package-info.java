/** The room log, which the message service keeps. */
@NullMarked
package io.whispra.room.log;

import org.jspecify.annotations.NullMarked;
