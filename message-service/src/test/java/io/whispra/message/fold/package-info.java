@NullMarked
package io.whispra.message.fold;

import org.jspecify.annotations.NullMarked;
