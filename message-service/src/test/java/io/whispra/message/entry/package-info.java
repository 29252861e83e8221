@NullMarked
package io.whispra.message.entry;

import org.jspecify.annotations.NullMarked;
