package io.whispra.gateway.socketio;

import java.util.List;
import java.util.Map;

import io.whispra.gateway.engineio.CrossOrigin;
import io.whispra.gateway.engineio.EngineIo;
import io.whispra.gateway.engineio.EngineSocket;
import io.whispra.gateway.engineio.Messages;
import io.whispra.gateway.engineio.Packet;
import io.whispra.gateway.socket.Answers;
import io.whispra.gateway.socket.Bye;
import io.whispra.gateway.socket.Frame;
import io.whispra.gateway.socket.Handshake;
import io.whispra.gateway.socket.Link;
import io.whispra.gateway.socket.Listener;
import io.whispra.gateway.socket.SocketProperties;
import io.whispra.gateway.socket.SocketServer;
import io.whispra.gateway.socket.Visitors.Visit;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.WebHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * An application that is no chat: `/engine.io/` echoes messages, `/socket.io/` has an {@link EchoNamespace} at `/` and `/custom`, and `/echo`
 * is a plain WebSocket that echoes. The bounds are those that the public test suites of the protocols expect.
 */
public final class Echo {

    private static final int PORT = 3000;
    private static final Map<String, String> SETTINGS = Map.of("heartbeat.interval", "300ms", "heartbeat.timeout",
            "200ms", "heartbeat.tick", "1ms", "inbound.max-frame", "1000000B", "deadlines.connect", "1s",
            "deadlines.close", "200ms", "allowed-origins", "https://app.example");

    private Echo() {}

    /** Serves the echo on the given port, 3000 if there is none. */
    static void main(String[] args) {
        try (var server = start(args.length == 0 ? PORT : Integer.parseInt(args[0]))) {
            server.await();
        }
    }

    public static SocketServer start(int port) {
        return new SocketServer(port, SETTINGS, context -> context.register(Endpoints.class));
    }

    /** No stereotype: the scan of a whole gateway must not find it. */
    static class Endpoints {

        @Bean
        SimpleUrlHandlerMapping endpoints(Handshake handshake, Answers answers, JsonMapper json,
                SocketProperties properties) {
            var namespace = new EchoNamespace();
            var served = new SocketIo(Map.of("/", namespace, "/custom", namespace), answers, json, properties);
            WebHandler raw = exchange -> handshake.open(exchange, RawEcho::new);
            var mapping = new SimpleUrlHandlerMapping(Map.of(
                    "/engine.io/", new EngineIo(handshake, properties, EngineEcho::new),
                    "/socket.io/", new EngineIo(handshake, properties, session -> new Connection(session, served)),
                    "/echo", raw), 0);
            mapping.setCorsProcessor(new CrossOrigin(handshake));
            return mapping;
        }
    }

    private record EngineEcho(EngineSocket session) implements Messages {

        private static final byte[] NOTHING = {};

        @Override
        public void opened() {
            session.introduced();
        }

        @Override
        public void text(byte[] message) {
            session.send(List.of(Packet.message(message, NOTHING, NOTHING)));
        }

        @Override
        public void binary(byte[] message) {
            session.send(List.of(Packet.message(message)));
        }

        @Override
        public void goodbye(Bye bye) {
            session.finish(List.of(), bye.code());
        }

        @Override
        public void closed() {}
    }

    private record RawEcho(Link link, Visit visit) implements Listener {

        @Override
        public void opened() {
            visit.introduced();
        }

        @Override
        public void text(byte[] payload) {
            link.send(Frame.text(payload));
        }

        @Override
        public void binary(byte[] payload) {
            link.send(Frame.binary(payload));
        }

        @Override
        public void goodbye(Bye bye) {
            link.finish(List.of(), bye.code());
        }

        @Override
        public void closed() {
            visit.leave();
        }
    }
}
