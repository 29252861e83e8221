@NullMarked
package io.whispra.message.epoch;

import org.jspecify.annotations.NullMarked;
