package io.whispra.gateway.socketio;

import java.util.List;

import io.whispra.gateway.socket.Answers;
import io.whispra.gateway.socket.Application;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Serves an application whose events have one argument, in a namespace. */
record ApplicationNamespace(Application application, Answers answers) implements Namespace {

    @Override
    public Mono<Handler> connect(NamespaceSocket socket, ObjectNode auth) {
        return application.connect(socket, auth).map(session -> new SessionHandler(session, answers));
    }

    private record SessionHandler(Application.Session session, Answers answers) implements Handler {

        @Override
        public void opened() {
            session.opened();
        }

        @Override
        public Mono<Answer> on(String event, List<JsonNode> args) {
            var data = args.isEmpty() ? JsonNodeFactory.instance.nullNode() : args.getFirst();
            return session.on(event, data).map(answer -> raw(answer, null))
                    .switchIfEmpty(Mono.fromSupplier(() -> raw(null, null)));
        }

        @Override
        public Answer failed(Throwable error) {
            return raw(null, error);
        }

        private Answer raw(byte @Nullable [] data, @Nullable Throwable error) {
            return new Answer.Raw(answers.acknowledgement(data, error));
        }

        @Override
        public void closed() {
            session.closed();
        }
    }
}
