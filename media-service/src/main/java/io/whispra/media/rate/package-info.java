/** How fast people may upload. */
@NullMarked
package io.whispra.media.rate;

import org.jspecify.annotations.NullMarked;
