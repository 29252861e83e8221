@NullMarked
package io.whispra.gateway.edge;

import org.jspecify.annotations.NullMarked;
