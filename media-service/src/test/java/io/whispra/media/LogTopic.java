package io.whispra.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Says of rooms what the message service says: its own samples, with other things in them. Each call returns when the broker has it. */
final class LogTopic {
    static final Path SAMPLES = Path.of("../message-service/contracts/events");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String bootstrapServers;
    private final String topic;

    LogTopic(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    /** A message with these attachments, by its id in a claim. */
    void message(String messageId, long seq, List<String> ids) {
        var sample = message(sample("message"), messageId, seq);
        var data = (ObjectNode) sample.path("value").path("data");
        var file = data.path("attachments").path(0);
        var files = data.putArray("attachments");
        ids.forEach(id -> files.add(((ObjectNode) file.deepCopy()).put("id", id)));
        if (ids.isEmpty()) {
            data.remove("attachments");
        }
        send(sample);
    }

    /** The same, published when it was deleted already. */
    void erasedMessage(String messageId, long seq) {
        var sample = message(sample("message"), messageId, seq);
        var value = (ObjectNode) sample.path("value");
        value.put("deletedAt", "2026-01-02T03:04:06.000Z").putObject("data").put("type", "image");
        send(sample);
    }

    void delete(String roomId, long seq, long message) {
        var sample = placed(sample("delete"), roomId, seq);
        ((ObjectNode) sample.path("value").path("data")).put("seq", message);
        send(sample);
    }

    /** The room has this picture from now on, or none any more. */
    void picture(String roomId, long seq, String at, @Nullable String id) {
        var sample = placed(sample("room.updated"), roomId, seq);
        var value = (ObjectNode) sample.path("value");
        value.put("at", at);
        ((ObjectNode) value.path("data")).put("avatarUrl",
                id == null ? "" : "/api/v1/attachments/" + id + "/content");
        send(sample);
    }

    void roomDeleted(String roomId, long seq) {
        send(placed(sample("room.deleted"), roomId, seq));
    }

    /** A record as it should not be. */
    void odd(String roomId, @Nullable String type, byte @Nullable [] value) {
        send(roomId, type == null ? Map.of() : Map.of("ce_type", type), value);
    }

    private static ObjectNode message(ObjectNode sample, String messageId, long seq) {
        var parts = messageId.split(":", -1);
        placed(sample, parts[0], seq);
        ((ObjectNode) sample.path("value")).put("actor", parts[1]).put("clientId", parts[2]);
        return sample;
    }

    private static ObjectNode placed(ObjectNode sample, String roomId, long seq) {
        sample.put("key", roomId);
        ((ObjectNode) sample.path("headers")).put("ce_id", roomId + ":" + seq);
        ((ObjectNode) sample.path("value")).put("roomId", roomId).put("seq", seq);
        return sample;
    }

    private static ObjectNode sample(String kind) {
        try {
            return (ObjectNode) JSON.readTree(Files.readString(SAMPLES.resolve(kind + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(ObjectNode record) {
        var headers = new TreeMap<String, String>();
        record.path("headers").properties().forEach(header -> headers.put(header.getKey(), text(header.getValue())));
        send(text(record.path("key")), headers, record.path("value").toString().getBytes(UTF_8));
    }

    private static String text(JsonNode node) {
        return node.asString();
    }

    private void send(String key, Map<String, String> headers, byte @Nullable [] value) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
            headers.forEach((name, content) -> record.headers().add(name, content.getBytes(UTF_8)));
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing to " + topic, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot publish to " + topic, e);
        }
    }
}
