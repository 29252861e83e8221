package io.whispra.embedded.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Says of people what the auth service says: its own samples ({@code ../auth-service/contracts/events}, seen from another module),
 * with other people in them. Each call returns when the broker has the record.
 */
public final class UserEvents {
    private static final Path SAMPLES = Path.of("../auth-service/contracts/events");

    private final String bootstrapServers;
    private final String topic;

    /** @param topic the whole name of an existing topic */
    public UserEvents(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    /** {@code reason}: see the contract. */
    public void sessionRevoked(String userId, String sessionId, String reason) {
        publish("session.revoked", userId, Map.of("sessionId", sessionId, "reason", reason));
    }

    public void userUpdated(String userId, String name) {
        publish("user.updated", userId, Map.of("name", name));
    }

    public void userDeleted(String userId) {
        publish("user.deleted", userId, Map.of());
    }

    /** A record as it should not be: only a key, this type and this value. */
    public void odd(String type, byte[] value) {
        send("odd", Map.of("ce_type", type), value);
    }

    private void publish(String type, String userId, Map<String, Object> fields) {
        var sample = sample(type);
        var headers = new HashMap<String, Object>(object(sample, "headers"));
        headers.put("ce_subject", userId);
        var value = new HashMap<>(object(sample, "value"));
        value.put("userId", userId);
        value.putAll(fields);
        send(userId, headers, JSONObjectUtils.toJSONString(value).getBytes(UTF_8));
    }

    private void send(String key, Map<String, ?> headers, byte[] value) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
            headers.forEach((name, content) -> record.headers().add(name, content.toString().getBytes(UTF_8)));
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing to " + topic, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot publish to " + topic, e);
        }
    }

    private static Map<String, Object> sample(String type) {
        try {
            return JSONObjectUtils.parse(Files.readString(SAMPLES.resolve(type + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException("no JSON: the sample of " + type, e);
        }
    }

    private static Map<String, Object> object(Map<String, Object> sample, String field) {
        try {
            return JSONObjectUtils.getJSONObject(sample, field);
        } catch (ParseException e) {
            throw new IllegalStateException("no " + field + " in the sample", e);
        }
    }
}
