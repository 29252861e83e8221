/** Log files that do not grow without limit. */
@NullMarked
package io.whispra.local.log;

import org.jspecify.annotations.NullMarked;
