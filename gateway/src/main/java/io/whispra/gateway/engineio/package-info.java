/**
 * Engine.IO, protocol version 4 (https://github.com/socketio/engine.io-protocol): sessions of packets, over a WebSocket, over
 * HTTP long-polling, or over the latter and then the former. Nothing in here knows Socket.IO or chat.
 */
@NullMarked
package io.whispra.gateway.engineio;

import org.jspecify.annotations.NullMarked;
