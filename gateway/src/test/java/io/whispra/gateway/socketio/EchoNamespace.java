package io.whispra.gateway.socketio;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Emits `auth` with what the client presented, answers `message` with `message-back` and acknowledges with the arguments. */
final class EchoNamespace implements Namespace {

    final AtomicInteger closed = new AtomicInteger();

    @Override
    public Mono<Handler> connect(NamespaceSocket socket, ObjectNode auth) {
        return Mono.just(new Handler() {

            @Override
            public void opened() {
                socket.emit("auth", List.of(auth));
            }

            @Override
            public Mono<Answer> on(String event, List<JsonNode> args) {
                if (event.equals("message")) {
                    socket.emit("message-back", args);
                }
                return Mono.just(new Answer.Values(args));
            }

            @Override
            public Answer failed(Throwable error) {
                return new Answer.Values(List.of(JsonNodeFactory.instance.stringNode("failed")));
            }

            @Override
            public void closed() {
                closed.incrementAndGet();
            }
        });
    }
}
