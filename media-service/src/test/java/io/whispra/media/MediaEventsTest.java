package io.whispra.media;

import java.time.Duration;
import java.util.List;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachments;
import io.whispra.media.attachment.Untold;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Others are told what becomes of files. */
class MediaEventsTest extends RunningService {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int MANY = 10_000;

    private final String anna = newId();

    @Autowired
    private Attachments attachments;
    @Autowired
    private Untold untold;

    @Test
    void uploadIsToldOnce() {
        var uploaded = uploaded(anna, "secret.png", "image/png", Samples.image("png", 2, 1));
        var id = uploaded.get("id").asString();

        var events = awaitEvents(id, "attachment.ready");

        var value = new String(events.getFirst().value(), UTF_8);
        assertThat(value).doesNotContain("secret");
        var event = JsonMapper.shared().readTree(value);
        assertThat(event.get("ownerId").asString()).isEqualTo(anna);
        assertThat(event.get("sha256")).isEqualTo(uploaded.get("sha256"));
        await().atMost(PATIENCE).until(() -> !document(id).containsKey("tell"));
    }

    @Test
    void removalIsTold() {
        var id = newImage(anna);
        awaitEvents(id, "attachment.ready");
        attachments.delete(id).block(PATIENCE);

        awaitEvents(id, "attachment.ready", "attachment.deleted");
    }

    @Test
    void refusalIsToldWithItsReason() {
        var id = requireNonNull(attachments
                .begin(new Attachment.Draft(anna, "a.png", "image/png", 7, null))
                .block(PATIENCE)).id();
        attachments.reject(id, new Attachment.Rejection("content-mismatch", "It is no image.", null, null))
                .block(PATIENCE);

        assertThat(new String(awaitEvents(id, "attachment.rejected").getFirst().value(), UTF_8))
                .contains("\"reason\":\"content-mismatch\"");
    }

    @Test
    void whatWentOnWhileItWasToldIsToldToo() {
        var id = newImage(anna);
        var ready = requireNonNull(attachments.find(id).block(PATIENCE));
        attachments.delete(id).block(PATIENCE);

        untold.told(List.of(ready)).block(PATIENCE);

        awaitEvent(id, "attachment.deleted");
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitEvents(String id, String... types) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events(id)).extracting(MediaEventsTest::type)
                .containsExactly(types));
        return events(id);
    }

    private void awaitEvent(String id, String type) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events(id)).extracting(MediaEventsTest::type).contains(type));
    }

    private static List<ConsumerRecord<byte[], byte[]>> events(String id) {
        return kafka.records(kafka.topic("media"), MANY, LOOK)
                .stream()
                .filter(record -> new String(record.key(), UTF_8).equals(id))
                .toList();
    }

    private static String type(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.headers().lastHeader("ce_type").value(), UTF_8);
    }
}
