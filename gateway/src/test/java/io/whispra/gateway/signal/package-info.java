@NullMarked
package io.whispra.gateway.signal;

import org.jspecify.annotations.NullMarked;
