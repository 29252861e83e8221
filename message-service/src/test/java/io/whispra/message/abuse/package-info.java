/** What callers try who mean no good, over the whole API. */
@NullMarked
package io.whispra.message.abuse;

import org.jspecify.annotations.NullMarked;
