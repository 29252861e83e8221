/** Uploads, and links for those who may see them. */
@NullMarked
package io.whispra.media;

import org.jspecify.annotations.NullMarked;
