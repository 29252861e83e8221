@NullMarked
package io.whispra.media.log;

import org.jspecify.annotations.NullMarked;
