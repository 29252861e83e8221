@NullMarked
package io.whispra.message;

import org.jspecify.annotations.NullMarked;
