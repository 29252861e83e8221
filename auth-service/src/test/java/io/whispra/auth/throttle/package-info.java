@NullMarked
package io.whispra.auth.throttle;

import org.jspecify.annotations.NullMarked;
