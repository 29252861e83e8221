@NullMarked
package io.whispra.gateway.upstream;

import org.jspecify.annotations.NullMarked;
