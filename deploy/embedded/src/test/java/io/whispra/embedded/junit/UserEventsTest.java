package io.whispra.embedded.junit;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class UserEventsTest {
    @RegisterExtension
    static final KafkaExtension kafka = new KafkaExtension();

    @Test
    void anOddRecordIsPublishedAsItIs() {
        var topic = kafka.existingTopic("people");
        new UserEvents(kafka.bootstrapServers(), topic).odd("session.revoked", "{}".getBytes(UTF_8));

        assertThat(kafka.records(topic, 1, Duration.ofSeconds(20))).singleElement().satisfies(record -> {
            assertThat(new String(record.headers().lastHeader("ce_type").value(), UTF_8)).isEqualTo("session.revoked");
            assertThat(record.value()).isEqualTo("{}".getBytes(UTF_8));
        });
    }
}
