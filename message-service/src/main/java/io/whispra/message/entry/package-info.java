/** What a room's log is made of, and where it is kept. */
@NullMarked
package io.whispra.message.entry;

import org.jspecify.annotations.NullMarked;
