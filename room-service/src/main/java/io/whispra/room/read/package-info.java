/** How far somebody has read. */
@NullMarked
package io.whispra.room.read;

import org.jspecify.annotations.NullMarked;
