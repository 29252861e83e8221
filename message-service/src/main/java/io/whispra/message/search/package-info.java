/** Finding messages by their words. */
@NullMarked
package io.whispra.message.search;

import org.jspecify.annotations.NullMarked;
