/** What people find of a room's files, all together. */
@NullMarked
package io.whispra.media.gallery;

import org.jspecify.annotations.NullMarked;
