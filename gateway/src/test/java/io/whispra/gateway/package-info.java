@NullMarked
package io.whispra.gateway;

import org.jspecify.annotations.NullMarked;
