/** Reading a room: pages, single messages, the raw log. */
@NullMarked
package io.whispra.message.history;

import org.jspecify.annotations.NullMarked;
