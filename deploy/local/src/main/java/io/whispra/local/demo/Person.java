package io.whispra.local.demo;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody who chats, signed in and with an open socket.
 *
 * @param id as the auth service gave it
 */
record Person(String name, String id, Api api, Socket socket) implements AutoCloseable {

    /** Makes a new account, with an address that nobody has had. */
    static Person register(String name, Api anyone) {
        var email = name.toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID() + "@example.org";
        var account = anyone.post("/auth/register",
                Map.of("name", name, "email", email, "password", UUID.randomUUID().toString()));
        var api = anyone.withToken(account.path("accessToken").asString());
        return new Person(name, account.path("user").path("id").asString(), api, Socket.open(name, api));
    }

    @Override
    public void close() {
        socket.close();
    }
}
