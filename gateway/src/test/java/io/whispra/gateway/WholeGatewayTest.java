package io.whispra.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** From Kafka and the message service to a real socket and back. */
class WholeGatewayTest extends OnGateway {

    private final String anna = UUID.randomUUID().toString();
    private final String room = UUID.randomUUID().toString();

    @Test
    void aMessageThatIsPublishedArrivesAtASocket() throws Exception {
        log.added(room, anna);
        try (var http = HttpClient.newHttpClient();
                var producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(), new ByteArraySerializer())) {
            var frames = new Frames();
            var socket = connect(http, frames);
            socket.sendText("{\"t\":\"hello\",\"d\":{\"token\":\"" + issuer.userToken(anna) + "\"}}", true).join();
            frames.await("\"t\":\"ready\"");

            var line = log.message(room, "hi");
            producer.send(line.published(topic())).get();
            frames.await(line.json());

            socket.sendText("{\"t\":\"message.send\",\"id\":1,\"d\":{\"roomId\":\"" + room
                    + "\",\"clientId\":\"c\",\"type\":\"text\",\"content\":\"yo\"}}", true).join();
            frames.await("\"t\":\"ack\"");
            assertThat(frames.all.getLast()).contains("\"ok\":true", "\"content\":\"yo\"");
            socket.abort();
        }
    }

    @Test
    void t1ABadTokenIsRefusedOnTheSocket() {
        try (var http = HttpClient.newHttpClient()) {
            var frames = new Frames();
            var socket = connect(http, frames);
            socket.sendText("{\"t\":\"hello\",\"d\":{\"token\":\"nonsense\"}}", true).join();
            frames.await("\"t\":\"bye\"");

            assertThat(frames.all.getLast()).contains("4401", "unauthenticated");
        }
    }

    private WebSocket connect(HttpClient http, Frames frames) {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/ws"), frames)
                .join();
    }

    private static final class Frames implements WebSocket.Listener {

        private final List<String> all = new CopyOnWriteArrayList<>();
        private final StringBuilder current = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            current.append(data);
            if (last) {
                all.add(current.toString());
                current.setLength(0);
            }
            socket.request(1);
            return null;
        }

        void await(String part) {
            Awaitility.await().until(() -> all.stream().anyMatch(frame -> frame.contains(part)));
        }
    }
}
