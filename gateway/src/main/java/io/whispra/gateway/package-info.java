/** The one door: routing, token check, sockets, fan-out. */
@NullMarked
package io.whispra.gateway;

import org.jspecify.annotations.NullMarked;
