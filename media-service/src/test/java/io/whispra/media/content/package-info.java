@NullMarked
package io.whispra.media.content;

import org.jspecify.annotations.NullMarked;
