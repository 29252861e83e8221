/** What is known about each attachment, and the life that it goes through. */
@NullMarked
package io.whispra.media.attachment;

import org.jspecify.annotations.NullMarked;
