package io.whispra.gateway.socket;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What is served over the sockets. Everything is called on the event loop of the client's connection and must not block. */
public interface Application {

    /**
     * Admits a client by what it presented: the `auth` object of a Socket.IO CONNECT, or the data of a plain `hello`. An error
     * signal refuses it: a {@link io.whispra.gateway.problem.Refusal} with the problem that the client is told. It is cancelled
     * when the client leaves before.
     */
    Mono<Session> connect(Client client, JsonNode auth);

    /** The application's side of one admitted client. */
    interface Session {

        /** Called at most once, after the protocol told the client that it is connected: the first moment to emit. */
        void opened();

        /**
         * Answers one event of the client with its whole acknowledgement (JSON, UTF-8), `{ok: true, data: ...}` or
         * `{ok: false, error: problem}`; nothing stands for `{ok: true}`, and an error signal for the latter. A client that did not
         * ask gets neither. Events of one client are handed over in order; at most a named number of them is in progress.
         */
        Mono<byte[]> on(String event, JsonNode data);

        /** Called once, when the client is gone, for whatever reason; also when it left before {@link #opened()}. */
        void closed();
    }
}
