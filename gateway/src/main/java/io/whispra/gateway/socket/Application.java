package io.whispra.gateway.socket;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What is served over the sockets. */
public interface Application {

    /**
     * Admits a client by what it presented: the `auth` object of a Socket.IO CONNECT, or the data of a plain `hello`. An error
     * signal refuses it: a {@link io.whispra.gateway.problem.Refusal} with the problem that the client is told.
     */
    Mono<Session> connect(Client client, JsonNode auth);

    /** The application's side of one admitted client. */
    interface Session {

        /** Called once, after the protocol told the client that it is connected: the first moment to emit. */
        void opened();

        /**
         * Answers one event of the client with the JSON (UTF-8) of its acknowledgement. An error signal is acknowledged as
         * `{ok: false, error: problem}`; success as `{ok: true, data: ...}`. Events of one client are handed over in order; at
         * most a named number of them is in progress.
         */
        Mono<byte[]> on(String event, JsonNode data);

        /** Called once, when the client is gone, for whatever reason. */
        void closed();
    }
}
