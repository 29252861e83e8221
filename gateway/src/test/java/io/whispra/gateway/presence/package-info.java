@NullMarked
package io.whispra.gateway.presence;

import org.jspecify.annotations.NullMarked;
