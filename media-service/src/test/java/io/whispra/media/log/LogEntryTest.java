package io.whispra.media.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import io.whispra.media.attachment.Use;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LogEntryTest {
    private static final Path SAMPLES = Path.of("../message-service/contracts/events");
    private static final String ROOM = "0198c0de-0000-7000-8000-00000000a001";
    private static final String FILE = "0198c0de-0000-7000-8000-00000000f001";

    private final JsonMapper json = JsonMapper.builder().build();
    private final EntryReader reader = new EntryReader(json);

    @Test
    void samplesOfTheMessageServiceMeanWhatTheySay() throws IOException {
        var read = new TreeMap<String, Optional<Use>>();
        try (var files = Files.list(SAMPLES)) {
            for (var file : files.toList()) {
                var sample = json.readTree(Files.readString(file));
                var type = sample.path("headers").path("ce_type").asString();
                var record = record(type, sample.path("value"));
                if (reader.isOfInterest(record)) {
                    read.put(type, reader.read(record).orElseThrow().use());
                }
            }
        }

        assertThat(read).containsOnlyKeys("message", "delete", "room.created", "room.updated", "room.deleted");
        assertThat(read.get("message")).contains(new Use.Shown(ROOM, 4,
                ROOM + ":0198c0de-0000-7000-8000-0000000000b2:m-4f1c", List.of(FILE)));
        assertThat(read.get("delete")).contains(new Use.Deleted(ROOM, 4));
        assertThat(read.get("room.created")).isEmpty();
        assertThat(read.get("room.updated")).get().isInstanceOfSatisfying(Use.Pictured.class,
                pictured -> assertThat(pictured.id()).isEqualTo(FILE));
        assertThat(read.get("room.deleted")).contains(new Use.Closed(ROOM));
    }

    @Test
    void messageWithoutAttachmentsMeansNothing() {
        assertThat(read("""
                {"roomId":"r","seq":4,"number":1,"kind":"message","at":"2026-01-02T03:04:05.678Z","actor":"a",
                "clientId":"c","data":{"type":"text","content":"x"}}""").orElseThrow().use()).isEmpty();
    }

    @Test
    void changedNameMeansNothingAndAPictureOfAnUnknownFormIsNone() {
        assertThat(read(roomUpdated("\"name\":\"x\"")).orElseThrow().use()).isEmpty();
        assertThat(read(roomUpdated("\"avatarUrl\":\"https://elsewhere.example/a.png\"")).orElseThrow().use()).get()
                .isInstanceOfSatisfying(Use.Pictured.class, pictured -> assertThat(pictured.id()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}",
            "{\"roomId\":\"r\",\"seq\":4,\"kind\":\"message\",\"at\":\"2026-01-02T03:04:05.678Z\",\"actor\":\"a\",\"data\":{}}",
            "{\"roomId\":\"r\",\"seq\":0,\"kind\":\"message\",\"at\":\"2026-01-02T03:04:05.678Z\",\"actor\":\"a\",\"clientId\":\"c\",\"data\":{}}",
            "{\"roomId\":\"r:s\",\"seq\":4,\"kind\":\"message\",\"at\":\"2026-01-02T03:04:05.678Z\",\"actor\":\"a\",\"clientId\":\"c\",\"data\":{}}",
            "{\"roomId\":\"r\",\"seq\":4,\"kind\":\"message\",\"at\":\"2026-01-02T03:04:05.678Z\",\"actor\":\"a\",\"clientId\":\"c\",\"data\":{\"attachments\":[{\"id\":\"$ne\"}]}}",
            "{\"roomId\":\"r\",\"seq\":4,\"kind\":\"message\",\"at\":\"2026-01-02T03:04:05.678Z\",\"actor\":\"a\",\"clientId\":\"c\",\"data\":{\"attachments\":{\"id\":\"f\"}}}",
            "{\"roomId\":\"r\",\"seq\":4,\"kind\":\"delete\",\"at\":\"2026-01-02T03:04:05.678Z\",\"actor\":\"a\",\"clientId\":\"c\",\"data\":{}}",
            "{\"roomId\":\"r\",\"seq\":4,\"kind\":\"delete\",\"at\":\"2026-01-02T03:04:05.678Z\",\"actor\":\"a\",\"clientId\":\"c\",\"data\":{\"seq\":-1}}",
            "{\"roomId\":\"r\",\"seq\":4,\"kind\":\"delete\",\"actor\":\"a\",\"clientId\":\"c\",\"data\":{\"seq\":1}}",
            "{\"roomId\":\"r\",\"seq\":4,\"kind\":\"unheard.of\",\"at\":\"2026-01-02T03:04:05.678Z\",\"actor\":\"a\",\"data\":{}}"})
    void whatIsNoEntryIsNotRead(String value) {
        assertThat(read(value)).isEmpty();
    }

    @Test
    void onlyWhatCanBeAboutFilesOrIsNoEntryIsLookedAt() {
        for (var kind : List.of("edit", "reaction.added", "reaction.removed", "member.added", "unheard.of")) {
            assertThat(reader.isOfInterest(record(kind, "never read"))).as(kind).isFalse();
        }
        assertThat(reader.isOfInterest(record(null, "{}"))).isTrue();
        assertThat(reader.read(record(null, "{}"))).isEmpty();
        assertThat(reader.isOfInterest(record("x".repeat(65), "{}"))).isTrue();
    }

    private Optional<LogEntry> read(String value) {
        return reader.read(record("message", value));
    }

    private static String roomUpdated(String data) {
        return "{\"roomId\":\"r\",\"seq\":4,\"kind\":\"room.updated\",\"at\":\"2026-01-02T03:04:05.678Z\",\"actor\":\"a\",\"data\":{"
                + data + "}}";
    }

    private static ConsumerRecord<byte[], byte[]> record(@Nullable String type, Object value) {
        var text = value instanceof JsonNode node ? node.toString() : value.toString();
        var record = new ConsumerRecord<>("entries", 0, 0, new byte[0], text.getBytes(UTF_8));
        if (type != null) {
            record.headers().add("ce_type", type.getBytes(UTF_8));
        }
        return record;
    }
}
