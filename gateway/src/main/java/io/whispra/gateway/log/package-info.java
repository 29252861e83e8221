/** The event source: every entry of every room, from Kafka to the hub. */
@NullMarked
package io.whispra.gateway.log;

import org.jspecify.annotations.NullMarked;
