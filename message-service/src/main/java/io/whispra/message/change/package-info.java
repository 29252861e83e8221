/** Editing, deleting and reacting: what people do to messages that are there. */
@NullMarked
package io.whispra.message.change;

import org.jspecify.annotations.NullMarked;
