/**
 * Socket.IO, protocol version 5 (https://github.com/socketio/socket.io-protocol), over Engine.IO: namespaces, events,
 * acknowledgements and binary. Nothing in here knows chat: {@link io.whispra.gateway.socketio.Namespace} is what is served.
 */
@NullMarked
package io.whispra.gateway.socketio;

import org.jspecify.annotations.NullMarked;
