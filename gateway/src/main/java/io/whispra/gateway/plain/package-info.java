/** Plain WebSockets: one JSON object in each text frame. Nothing in here knows chat. */
@NullMarked
package io.whispra.gateway.plain;

import org.jspecify.annotations.NullMarked;
