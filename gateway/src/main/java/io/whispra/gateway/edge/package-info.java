/** The door for REST: which requests are let in, what is taken off them, and to whom they go. */
@NullMarked
package io.whispra.gateway.edge;

import org.jspecify.annotations.NullMarked;
