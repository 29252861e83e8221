/** How much people have in the store, and may have. */
@NullMarked
package io.whispra.media.quota;

import org.jspecify.annotations.NullMarked;
