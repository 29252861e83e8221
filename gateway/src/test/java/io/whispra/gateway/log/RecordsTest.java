package io.whispra.gateway.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.whispra.gateway.Contracts;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class RecordsTest {

    private final Records records = new Records(
            new LogProperties(Duration.ofSeconds(1), 1, DataSize.ofKilobytes(256), Duration.ofSeconds(1)));

    @Test
    void everyRecordThatTheMessageServicePublishesIsRead() {
        var samples = Contracts.readAll("../message-service/contracts/events");

        assertThat(samples).isNotEmpty().allSatisfy(sample -> {
            var value = sample.path("value");
            var entry = records.entry(record(sample));
            assertThat(entry).isNotNull().satisfies(read -> {
                assertThat(read.roomId()).isEqualTo(value.path("roomId").asString());
                assertThat(read.seq()).isEqualTo(value.path("seq").asLong());
                assertThat(read.kind()).isEqualTo(value.path("kind").asString());
                assertThat(read.subject()).isEqualTo(value.path("kind").asString().startsWith("member.")
                        ? value.path("data").path("userId").asString()
                        : null);
                assertThat(read.event().json()).isEqualTo(bytes(value.toString()));
            });
        });
    }

    private static ConsumerRecord<byte[], byte[]> record(JsonNode sample) {
        var record = new ConsumerRecord<>("t", 0, 0, bytes(sample.path("key").asString()),
                bytes(sample.path("value").toString()));
        sample.path("headers").properties()
                .forEach(header -> record.headers().add(header.getKey(), bytes(header.getValue().asString())));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
