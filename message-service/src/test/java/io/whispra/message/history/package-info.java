@NullMarked
package io.whispra.message.history;

import org.jspecify.annotations.NullMarked;
