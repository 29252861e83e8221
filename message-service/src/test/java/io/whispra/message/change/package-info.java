@NullMarked
package io.whispra.message.change;

import org.jspecify.annotations.NullMarked;
