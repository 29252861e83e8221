/** What a text is found by. */
@NullMarked
package io.whispra.message.words;

import org.jspecify.annotations.NullMarked;
