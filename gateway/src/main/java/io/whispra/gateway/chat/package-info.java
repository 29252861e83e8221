/** What clients can do over a socket: get ready, send, sync and fetch. The application behind the transports. */
@NullMarked
package io.whispra.gateway.chat;

import org.jspecify.annotations.NullMarked;
