/**
 * What lies between the transports and the application: a client, an event encoded once, the application behind. Nothing in here
 * knows chat.
 */
@NullMarked
package io.whispra.gateway.socket;

import org.jspecify.annotations.NullMarked;
