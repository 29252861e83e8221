/** How fast people may write. */
@NullMarked
package io.whispra.message.rate;

import org.jspecify.annotations.NullMarked;
