@NullMarked
package io.whispra.message.internal;

import org.jspecify.annotations.NullMarked;
