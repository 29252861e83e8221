package io.whispra.media.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Status;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What is told is, to the byte, what the contract's samples show. */
class EventContractTest {
    private static final Path CONTRACTS = Path.of("contracts");
    private static final String FILE = "0198c0de-0000-7000-8000-00000000f001";
    private static final String ANNA = "0198c0de-0000-7000-8000-0000000000a1";
    private static final String ROOM = "0198c0de-0000-7000-8000-00000000a001";
    private static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(NON_NULL))
            .build();
    private final EventRecords records = new EventRecords(json, new TopicProperties("media", 6, Duration.ofDays(7)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @EnumSource(names = {"READY", "REJECTED", "DELETED"})
    void everyEventIsToldAsItsSample(Status status) throws IOException {
        var sample = sample(status);

        var told = records.of(attachment(status));

        assertThat(new String(told.key(), UTF_8)).isEqualTo(sample.path("key").asString());
        assertThat(headers(told)).isEqualTo(strings(sample.path("headers")));
        assertThat(new String(told.value(), UTF_8)).isEqualTo(sample.path("value").toString());
        assertThat(schema().validate(sample.path("value").toString(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void oneThatAMessageTookMeanwhileIsToldToBeReady() {
        var told = records.of(attachment(Status.CLAIMED));

        assertThat(headers(told)).containsEntry("ce_type", "attachment.ready").containsEntry("ce_id", FILE + ":ready");
        assertThat(json.readTree(told.value()).path("status").asString()).isEqualTo("ready");
    }

    @Test
    void schemaRefusesWhatIsNoEvent() throws IOException {
        assertThat(schema().validate(sample(Status.READY).path("value").toString().replace("ready", "claimed"),
                InputFormat.JSON)).isNotEmpty();
    }

    private static Attachment attachment(Status status) {
        return switch (status) {
            case REJECTED -> of(status, null, 1204, null, "content-mismatch");
            case DELETED, CLAIMED -> of(status, ROOM, 48213, SHA, null);
            case PENDING, READY -> of(status, null, 48213, SHA, null);
        };
    }

    private static Attachment of(Status status, @Nullable String roomId, long size, @Nullable String sha256,
            @Nullable String reason) {
        return new Attachment(FILE, ANNA, roomId, null, null, null, null, "holiday.png", "image/png", size, sha256,
                null, null, null, null, null, status,
                reason == null ? null : new Attachment.Rejection(reason, "It is no image.", null, null), NOW, null,
                true);
    }

    private JsonNode sample(Status status) throws IOException {
        return json.readTree(
                Files.readString(CONTRACTS.resolve("events").resolve("attachment." + status.word() + ".json")));
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONTRACTS.resolve("media-event.schema.json")), InputFormat.JSON);
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> told) {
        var headers = new TreeMap<String, String>();
        told.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static Map<String, String> strings(JsonNode object) {
        var strings = new TreeMap<String, String>();
        object.properties().forEach(field -> strings.put(field.getKey(), field.getValue().asString()));
        return strings;
    }
}
