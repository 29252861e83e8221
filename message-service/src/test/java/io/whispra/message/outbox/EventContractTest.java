package io.whispra.message.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData;
import io.whispra.message.entry.EntryData.Attachment;
import io.whispra.message.entry.EntryData.History;
import io.whispra.message.entry.EntryData.MemberAdded;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.MemberRoleChanged;
import io.whispra.message.entry.EntryData.Message;
import io.whispra.message.entry.EntryData.MessageDeleted;
import io.whispra.message.entry.EntryData.MessageEdited;
import io.whispra.message.entry.EntryData.MessageType;
import io.whispra.message.entry.EntryData.ReactionAdded;
import io.whispra.message.entry.EntryData.ReactionRemoved;
import io.whispra.message.entry.EntryData.Reason;
import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.entry.EntryData.RoomCreated;
import io.whispra.message.entry.EntryData.RoomDeleted;
import io.whispra.message.entry.EntryData.RoomType;
import io.whispra.message.entry.EntryData.RoomUpdated;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.EntrySerializer;
import io.whispra.message.entry.Kind;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What is published is, to the byte, what the contract's samples show. */
class EventContractTest {

    private static final String ROOM = "0198c0de-0000-7000-8000-00000000a001";
    private static final String ANNA = "0198c0de-0000-7000-8000-0000000000a1";
    private static final String BEN = "0198c0de-0000-7000-8000-0000000000b2";
    private static final String FILE = "0198c0de-0000-7000-8000-00000000f001";
    private static final Path CONTRACTS = Path.of("contracts");

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Entry.class, new EntrySerializer()))
            .build();
    private final EntryRecords records = new EntryRecords(json,
            new TopicProperties("entries", 24, Duration.ofDays(7)));

    @ParameterizedTest
    @EnumSource
    void everyKindIsPublishedAsItsSample(Kind kind) throws IOException {
        var sample = sample(kind);

        var published = records.of(entry(kind));

        assertThat(published.key()).isEqualTo(sample.path("key").asString());
        assertThat(headers(published)).isEqualTo(strings(sample.path("headers")));
        assertThat(new String(published.value(), UTF_8)).isEqualTo(sample.path("value").toString());
    }

    @ParameterizedTest
    @EnumSource
    void everySampleFollowsTheSchema(Kind kind) throws IOException {
        assertThat(schema().validate(sample(kind).path("value").toString(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void schemaRefusesWhatIsNoEntry() throws IOException {
        var wrong = Files.readString(CONTRACTS.resolve("events/member.added.json"))
                .replace("\"role\": \"admin\"", "\"role\": \"god\"");
        assertThat(schema().validate(json.readTree(wrong).path("value").toString(), InputFormat.JSON)).isNotEmpty();
    }

    private static Entry entry(Kind kind) {
        return switch (kind) {
            case ROOM_CREATED -> byService(1, 0,
                    new RoomCreated("Weekend", RoomType.GROUP, "Where to go,\nand when", null, History.JOINED));
            case MEMBER_ADDED -> byService(2, 0, new MemberAdded(ANNA, Role.ADMIN));
            case MESSAGE ->
                new Entry(new EntryId(ROOM, 4), 1, Author.person(BEN), "m-4f1c", "hash", at(), image(), true);
            case MEMBER_ROLE -> byService(5, 1, new MemberRoleChanged(BEN, Role.ADMIN));
            case ROOM_UPDATED -> byService(6, 1, new RoomUpdated("Weekend in the hills", "",
                    "/api/v1/attachments/" + FILE + "/content", History.SHARED));
            case MEMBER_REMOVED -> byService(7, 1, new MemberRemoved(BEN, Reason.REMOVED));
            case EDIT -> byPerson(8, BEN, "e-5a2d", new MessageEdited(4, "Look, @anna", List.of(ANNA)));
            case REACTION_ADDED -> byPerson(9, ANNA, "r-6b3e", new ReactionAdded(4, "\ud83d\udc4d\ud83c\udffd"));
            case REACTION_REMOVED -> byPerson(10, ANNA, "r-7c4f", new ReactionRemoved(4, "\ud83d\udc4d\ud83c\udffd"));
            case DELETE -> byPerson(11, ANNA, "d-8d50", new MessageDeleted(4));
            case ROOM_DELETED -> byService(12, 1, new RoomDeleted());
        };
    }

    private static Entry byPerson(long seq, String userId, String clientId, EntryData data) {
        return new Entry(new EntryId(ROOM, seq), 1, Author.person(userId), clientId, "hash", at(), data, true);
    }

    private static Message image() {
        return new Message(MessageType.IMAGE, "Look, @ben",
                List.of(new Attachment(FILE, "sunset.png", "image/png", 48213, 1280, 720,
                        "LEHV6nWB2yk8pyo0adR*.7kCMdnj")),
                "/api/v1/attachments/" + FILE + "/content", 3L, List.of(BEN));
    }

    private static Entry byService(long seq, long number, EntryData data) {
        return new Entry(new EntryId(ROOM, seq), number, new Author("room-service", ANNA), seq + ":0", "hash", at(),
                data,
                true);
    }

    private static Instant at() {
        return Instant.parse("2026-01-02T03:04:05.678Z");
    }

    private JsonNode sample(Kind kind) throws IOException {
        return json.readTree(Files.readString(CONTRACTS.resolve("events").resolve(kind.wire() + ".json")));
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONTRACTS.resolve("entry.schema.json")), InputFormat.JSON);
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
