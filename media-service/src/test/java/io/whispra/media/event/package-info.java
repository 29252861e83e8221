@NullMarked
package io.whispra.media.event;

import org.jspecify.annotations.NullMarked;
