@NullMarked
package io.whispra.gateway.hub;

import org.jspecify.annotations.NullMarked;
