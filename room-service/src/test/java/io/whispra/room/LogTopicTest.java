package io.whispra.room;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.whispra.room.LogStandIn.Entry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The running service, to which a test tells what is in the logs. */
abstract class LogTopicTest extends ServiceTest {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private KafkaTemplate<byte[], byte[]> producer;

    Entry text(String room, String actor, String content) {
        return log.message(room, actor, Map.of("type", "text", "content", content));
    }

    void publishAll(String room) {
        log.log(room).forEach(this::publish);
    }

    void publish(Entry entry) {
        send(new ProducerRecord<>(kafka.topic("entries"), entry.roomId().getBytes(StandardCharsets.UTF_8),
                JSON.writeValueAsBytes(entry)));
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitHead(String who, String room, long seq) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(head(who, room).path("seq").asLong()).isEqualTo(seq));
    }

    JsonNode head(String who, String room) {
        return json(get(who, "/" + room)).path("head");
    }
}
