/**
 * Engine.IO, protocol version 4 (https://github.com/socketio/engine.io-protocol): sessions of packets over a transport. A session
 * knows its transport only by {@link io.whispra.gateway.engineio.Transport}. Nothing in here knows Socket.IO or chat.
 */
@NullMarked
package io.whispra.gateway.engineio;

import org.jspecify.annotations.NullMarked;
