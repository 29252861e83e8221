@NullMarked
package io.whispra.message.append;

import org.jspecify.annotations.NullMarked;
