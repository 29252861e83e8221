package io.whispra.acceptance;

import java.net.URI;
import java.util.List;

import io.whispra.acceptance.client.PlainConnection;

/** Every way to be connected to one gateway. */
enum Way {
    PLAIN {
        @Override
        ChatClient open(URI gateway, String token) {
            return new ChatClient(listener -> PlainConnection.open(gateway, token, listener));
        }
    },
    WEBSOCKET {
        @Override
        ChatClient open(URI gateway, String token) {
            return stock(gateway, token, "websocket");
        }
    },
    POLLING {
        @Override
        ChatClient open(URI gateway, String token) {
            return stock(gateway, token, "polling");
        }
    },
    /** The default of the stock client. */
    POLLING_THEN_WEBSOCKET {
        @Override
        ChatClient open(URI gateway, String token) {
            return stock(gateway, token, "polling", "websocket");
        }
    };

    abstract ChatClient open(URI gateway, String token);

    /** Connected, and told so. */
    ChatClient connect(URI gateway, Person person) {
        var client = open(gateway, person.token());
        client.await("ready");
        return client;
    }

    private static ChatClient stock(URI gateway, String token, String... transports) {
        return new ChatClient(listener -> StockSocketIo.open(gateway, token, List.of(transports), listener));
    }
}
