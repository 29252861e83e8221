/** The room log: every durable thing that happens in a room. */
@NullMarked
package io.whispra.message;

import org.jspecify.annotations.NullMarked;
