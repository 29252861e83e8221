/** What a file is, by its content: its type against a closed list, and an image's size. */
@NullMarked
package io.whispra.media.content;

import org.jspecify.annotations.NullMarked;
