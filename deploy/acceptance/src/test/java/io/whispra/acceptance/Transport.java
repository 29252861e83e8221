package io.whispra.acceptance;

import java.net.URI;

/** The two ways to be connected, with one vocabulary. */
enum Transport {
    SOCKET_IO {
        @Override
        ChatClient connect(URI base, String token) {
            return SocketIoClient.connect(base, token);
        }
    },
    PLAIN_WEBSOCKET {
        @Override
        ChatClient connect(URI base, String token) {
            return PlainClient.connect(base, token);
        }
    };

    abstract ChatClient connect(URI base, String token);
}
