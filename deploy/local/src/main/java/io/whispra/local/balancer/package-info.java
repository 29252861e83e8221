/** One port before several servers of the same kind. */
@NullMarked
package io.whispra.local.balancer;

import org.jspecify.annotations.NullMarked;
