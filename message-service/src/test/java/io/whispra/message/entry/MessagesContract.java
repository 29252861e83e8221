package io.whispra.message.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import com.mongodb.ConnectionString;
import io.whispra.message.entry.Entry.Author;
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
import io.whispra.message.entry.Now.Reaction;
import io.whispra.message.words.WordsOfTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.SimpleReactiveMongoDatabaseFactory;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** What every place that keeps entries must do. */
abstract class MessagesContract {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String room = UUID.randomUUID().toString();
    private Messages messages = messages("mongodb://nowhere.invalid/none");

    /** With a database of this class's own. */
    abstract String uri();

    @BeforeEach
    void connect() {
        messages = messages(uri());
    }

    private static Messages messages(String uri) {
        var words = WordsOfTests.shipped();
        return new MongoMessages(
                new EntryCollection(new SimpleReactiveMongoDatabaseFactory(new ConnectionString(uri)), words), words);
    }

    @Test
    void entriesOfEveryKindAreReadAsTheyWereWritten() {
        var entries = List.of(
                entry(1, new RoomCreated("Friends", RoomType.GROUP, "All of\nus", "/api/v1/attachments/a/content",
                        History.JOINED)),
                entry(2, new RoomCreated(null, RoomType.PRIVATE, null, null, null)),
                entry(3, new MemberAdded("anna", Role.ADMIN)),
                entry(4, new MemberRoleChanged("anna", Role.MEMBER)),
                entry(5, new MemberRemoved("anna", Reason.LEFT)),
                entry(6, new RoomUpdated("Enemies", "", "", History.SHARED)),
                entry(7, new RoomDeleted()),
                entry(8, text("Grüße, 𝄞\u0000\n")),
                entry(9, new Message(MessageType.IMAGE, null,
                        List.of(new Attachment("a1", "a.png", "image/png", 5_000_000_000L, 800, 600,
                                "LEHV6nWB2yk8pyo0adR*.7kCMdnj"),
                                new Attachment("a2", "b", "image/webp", 1, null, null, null)),
                        "/api/v1/attachments/a1/content", 8L, List.of("anna", "ben"))),
                entry(10, new MessageEdited(8, "Grüße, 𝄞", List.of("ben"))),
                entry(11, new MessageEdited(8, null, List.of())),
                entry(12, new MessageDeleted(8)),
                entry(13, new ReactionAdded(8, "👍🏽")),
                entry(14, new ReactionRemoved(8, "#️⃣")));

        write(entries);

        assertThat(read(1, 14)).isEqualTo(entries);
    }

    @Test
    void authorOfAServicesEntryIsThePersonForWhomItAppended() {
        var entry = new Entry(new EntryId(room, 1), 0, new Author("room-service", "anna"), "1:0", "hash", NOW,
                new RoomDeleted(), true);

        write(List.of(entry));

        assertThat(read(1, 1)).containsExactly(entry);
    }

    @Test
    void idsThatDoNotExistAreLeftOutAndTheOthersSorted() {
        write(List.of(entry(1, text("a")), entry(2, text("b")), entry(3, text("c"))));
        var ids = List.of(new EntryId(room, 7), new EntryId(room, 3), new EntryId("elsewhere", 2),
                new EntryId(room, 1));

        StepVerifier.create(messages.find(ids).map(found -> found.stream().map(Entry::seq).toList()))
                .expectNext(List.of(1L, 3L))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void moreEntriesThanADriverReadsAtOnceAreFound() {
        write(LongStream.rangeClosed(1, 300).mapToObj(seq -> entry(seq, text("m" + seq))).toList());

        assertThat(read(1, 300)).hasSize(300);
    }

    @Test
    void entryWithATakenSeqIsADuplicateAndThoseBeforeItAreWritten() {
        write(List.of(entry(2, text("there"))));

        StepVerifier.create(messages.insert(List.of(entry(1, text("a")), entry("other", 2, text("b")),
                entry(3, text("c"))))).expectError(DuplicateEntry.class).verify(PATIENCE);

        assertThat(read(1, 3)).extracting(Entry::seq).containsExactly(1L, 2L);
        assertThat(read(2, 2).getFirst().data()).isEqualTo(text("there"));
    }

    @Test
    void entryWithATakenClientIdIsADuplicate() {
        write(List.of(entry("once", 1, text("a"))));

        StepVerifier.create(messages.insert(List.of(entry("once", 2, text("a")))))
                .expectError(DuplicateEntry.class)
                .verify(PATIENCE);
        StepVerifier.create(messages.insert(List.of(
                new Entry(new EntryId(room, 2), 2, Author.person("ben"), "once", "hash", NOW, text("ben's"), true))))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void entryIsFoundByItsSenderAndClientId() {
        write(List.of(entry("c1", 1, text("a")), entry("c2", 2, text("b"))));

        StepVerifier.create(messages.find(room, "anna", "c2").map(Entry::seq))
                .expectNext(2L)
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(messages.find(room, "ben", "c2")).expectComplete().verify(PATIENCE);
    }

    @Test
    void entriesAreUnpublishedUntilTheyAreMarked() {
        write(List.of(entry(1, text("a")), entry(2, text("b")), entry(3, text("c"))));
        messages.markPublished(List.of(new EntryId(room, 1), new EntryId(room, 3))).block(PATIENCE);

        StepVerifier.create(messages.unpublished(1000).filter(id -> id.roomId().equals(room)))
                .expectNext(new EntryId(room, 2))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(read(1, 3)).extracting(Entry::unpublished).containsExactly(false, true, false);
        StepVerifier.create(messages.unpublished(1)).expectNextCount(1).expectComplete().verify(PATIENCE);
    }

    @Test
    void whatBecameOfAMessageIsKeptAndNeverReplacedByAnythingEarlier() {
        var message = entry(1, text("first"));
        write(List.of(message));
        var reacted = message.after(entry(2, new ReactionAdded(1, "👍🏽")));
        var edited = reacted.after(entry(3, new MessageEdited(1, "second", List.of("ben"))));
        var reactedAgain = edited.after(entry(10, new ReactionAdded(1, "#️⃣")));

        for (var folded : List.of(reacted, reactedAgain, edited, reacted)) {
            StepVerifier.create(messages.fold(folded)).expectComplete().verify(PATIENCE);
        }

        assertThat(read(1, 1)).containsExactly(reactedAgain);
        assertThat(reactedAgain.data()).isEqualTo(text("first"));
        assertThat(reactedAgain.now()).isEqualTo(new Now(10, "second", List.of("ben"), NOW, null,
                List.of(new Reaction("👍🏽", List.of("anna")), new Reaction("#️⃣", List.of("anna"))), List.of(3L)));
    }

    @Test
    void ofADeletedMessageAndItsEditsNothingIsLeft() {
        var message = entry(1, text("secret"));
        var edit = entry(2, new MessageEdited(1, "secret too", List.of("ben")));
        write(List.of(message, edit, entry(3, text("other"))));
        var edited = message.after(edit);
        StepVerifier.create(messages.fold(edited)).expectComplete().verify(PATIENCE);

        StepVerifier.create(messages.erase(List.of(edit.id()))
                .then(messages.fold(edited.after(entry(4, new MessageDeleted(1))))))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(messages.fold(edited)).expectComplete().verify(PATIENCE);

        var erased = read(1, 3);
        assertThat(erased.getFirst().data()).isEqualTo(
                new Message(MessageType.TEXT, null, List.of(), null, null, List.of()));
        assertThat(erased.getFirst().now()).isEqualTo(
                new Now(4, null, List.of(), null, NOW, List.of(), List.of(2L)));
        assertThat(erased.get(1).data()).isEqualTo(new MessageEdited(1, null, List.of()));
        assertThat(erased).extracting(Entry::bodyHash).containsExactly("", "", "hash");
        assertThat(erased).extracting(Entry::clientId).containsExactly("c1", "c2", "c3");
        assertThat(erased.getLast().data()).isEqualTo(text("other"));
    }

    private void write(List<Entry> entries) {
        StepVerifier.create(messages.insert(entries)).expectComplete().verify(PATIENCE);
    }

    private List<Entry> read(long from, long to) {
        var ids = LongStream.rangeClosed(from, to).mapToObj(seq -> new EntryId(room, seq)).toList();
        return messages.find(ids).blockOptional(PATIENCE).orElseThrow();
    }

    private static Message text(String content) {
        return new Message(MessageType.TEXT, content, List.of(), null, null, List.of());
    }

    private Entry entry(long seq, EntryData data) {
        return entry("c" + seq, seq, data);
    }

    private Entry entry(String clientId, long seq, EntryData data) {
        return new Entry(new EntryId(room, seq), seq, Author.person("anna"), clientId, "hash", NOW, data, true);
    }
}
