package io.whispra.acceptance;

import java.net.URI;

import io.whispra.acceptance.client.PlainConnection;

/** The two ways to be connected, with one vocabulary. */
enum Transport {
    SOCKET_IO {
        @Override
        ChatClient connect(URI base, String token) {
            return new ChatClient(listener -> StockSocketIo.open(base, token, listener));
        }
    },
    PLAIN_WEBSOCKET {
        @Override
        ChatClient connect(URI base, String token) {
            return new ChatClient(listener -> PlainConnection.open(base, token, listener));
        }
    };

    abstract ChatClient connect(URI base, String token);
}
