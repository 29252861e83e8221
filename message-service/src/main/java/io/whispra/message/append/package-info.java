/** The compare-and-append: the only writer of logs. */
@NullMarked
package io.whispra.message.append;

import org.jspecify.annotations.NullMarked;
