/** Lists in pages: sizes and opaque cursors. */
@NullMarked
package io.whispra.room.page;

import org.jspecify.annotations.NullMarked;
