package io.whispra.auth.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.whispra.auth.RunningService;
import io.whispra.auth.event.UserEvent.SessionRevoked;
import io.whispra.auth.event.UserEvent.UserDeleted;
import io.whispra.auth.event.UserEvent.UserUpdated;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What is published is, to the byte, what the contract's samples show. */
class EventContractTest extends RunningService {

    private static final Path CONTRACTS = Path.of("contracts");
    private static final String ANA = "0198c0de-0000-7000-8000-0000000000a1";
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    @Autowired
    JsonMapper json;

    @Autowired
    UserEventRecords records;

    static Stream<UserEvent> everyEvent() {
        return Stream.of(
                new SessionRevoked(ANA, "0198c0de-0000-7000-8000-0000000000b1", AT, EndReason.LOGOUT),
                new UserUpdated(ANA, AT, "Ana", "/api/v1/attachments/0198c0de-0000-7000-8000-0000000000c1/content", 7),
                new UserDeleted(ANA, AT, 8));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventIsPublishedAsItsSample(UserEvent event) throws IOException {
        var sample = sample(event);

        var published = records.of(event);

        assertThat(published.topic()).isEqualTo(TOPIC);
        assertThat(published.key()).isEqualTo(sample.path("key").asString());
        assertThat(headers(published)).isEqualTo(strings(sample.path("headers")));
        assertThat(new String(published.value(), UTF_8)).isEqualTo(sample.path("value").toString());
    }

    @Test
    void everySampleIsOfAnEvent() throws IOException {
        try (var samples = Files.list(CONTRACTS.resolve("events"))) {
            assertThat(samples.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(
                    everyEvent().map(event -> event.type() + ".json").toList());
        }
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventFollowsTheSchema(UserEvent event) throws IOException {
        assertThat(violations(event.type(), new String(records.of(event).value(), UTF_8))).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsInTheSchema(EndReason reason) throws IOException {
        var event = new SessionRevoked(ANA, "s", AT, reason);
        assertThat(violations(event.type(), new String(records.of(event).value(), UTF_8))).isZero();
    }

    @Test
    void aPersonWithoutAPictureHasNoAvatarUrl() throws IOException {
        var event = new UserUpdated(ANA, AT, "Ana", null, 1);
        var value = new String(records.of(event).value(), UTF_8);
        assertThat(value).doesNotContain("avatarUrl").doesNotContain("version");
        assertThat(violations(event.type(), value)).isZero();
    }

    @Test
    void theSchemaRefusesWhatIsNoEvent() throws IOException {
        assertThat(violations("session.revoked", """
                {"userId": "u", "sessionId": "s", "at": "2026-01-02T03:04:05.678Z", "reason": "bored"}"""))
                .isPositive();
        assertThat(violations("user.deleted", "{\"userId\": \"u\", \"at\": \"today\"}")).isPositive();
        assertThat(violations("user.updated", "{\"userId\": \"u\"}")).isPositive();
    }

    private JsonNode sample(UserEvent event) throws IOException {
        return json.readTree(Files.readString(CONTRACTS.resolve("events").resolve(event.type() + ".json")));
    }

    private static int violations(String type, String value) throws IOException {
        var schema = Files.readString(CONTRACTS.resolve("user-event.schema.json"));
        var id = "https://whispra.io/schemas/user-event.v1.json";
        return SchemaRegistry
                .withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                        registry -> registry.schemas(Map.of(id, schema)))
                .getSchema(SchemaLocation.of(id + "#/$defs/" + type))
                .validate(value, InputFormat.JSON)
                .size();
    }

    private static Map<String, String> headers(ProducerRecord<String, byte[]> published) {
        var headers = new TreeMap<String, String>();
        published.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static Map<String, String> strings(JsonNode object) {
        var strings = new TreeMap<String, String>();
        object.properties().forEach(field -> strings.put(field.getKey(), field.getValue().asString()));
        return strings;
    }
}
