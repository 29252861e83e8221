/** The other services, as the sockets need them. */
@NullMarked
package io.whispra.gateway.upstream;

import org.jspecify.annotations.NullMarked;
