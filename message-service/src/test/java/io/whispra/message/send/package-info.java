@NullMarked
package io.whispra.message.send;

import org.jspecify.annotations.NullMarked;
