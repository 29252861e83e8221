@NullMarked
package io.whispra.gateway.log;

import org.jspecify.annotations.NullMarked;
