package io.whispra.message.fold;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.whispra.message.Client;
import io.whispra.message.ServiceTest;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData;
import io.whispra.message.entry.EntryData.MemberRoleChanged;
import io.whispra.message.entry.EntryData.MessageDeleted;
import io.whispra.message.entry.EntryData.MessageEdited;
import io.whispra.message.entry.EntryData.MessageType;
import io.whispra.message.entry.EntryData.ReactionAdded;
import io.whispra.message.entry.EntryData.ReactionRemoved;
import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import io.whispra.message.entry.Now;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an instance appended and did not live to apply is applied by whoever comes next, before anything is decided or read. The
 * instance that dies is played by the parts that it is made of; the one that lives is called over HTTP.
 */
class MessageChangesTest extends ServiceTest {

    private static final String THUMB = "\ud83d\udc4d";
    private static final long FIRST = 4;
    private static final long SECOND = 5;

    @Autowired
    private Messages messages;
    @Autowired
    private Views views;
    @Autowired
    private Folds folds;
    @Autowired
    private MessageChanges changes;

    private final String room = unique("now");

    /** Where the instance dies that appends to both messages. */
    enum Death {
        AFTER_THE_INSERT,
        HALF_APPLIED,
        BEFORE_THE_WATERMARK
    }

    /** Anna, the admin, says something, and Ben. */
    @BeforeEach
    void twoMessages() {
        client.newRoom(room, "anna", "ben");
        client.send("anna", room, Client.text("m", "first"));
        client.send("ben", room, Client.text("m", "second"));
    }

    static Stream<Arguments> deaths() {
        return Stream.of(Death.values())
                .flatMap(death -> Stream.of(Arguments.of(death, true), Arguments.of(death, false)));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void f1_reactionsOfAnInstanceThatDiesAndEditsOfAnotherSurvive(Death death, boolean cold) {
        die(death, entry(6, "ben", new ReactionAdded(FIRST, THUMB)),
                entry(7, "anna", new ReactionAdded(SECOND, THUMB)));
        forgetIf(cold);

        assertThat(client.edit("anna", Client.message(room, FIRST), "e", "first, edited").entrySeq()).isEqualTo(8);
        assertThat(client.edit("ben", Client.message(room, SECOND), "e", "second, edited").entrySeq()).isEqualTo(9);

        assertReads("first, edited", "ben", "second, edited", "anna");
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void f1_editsOfAnInstanceThatDiesAndReactionsOfAnotherSurvive(Death death, boolean cold) {
        die(death, entry(6, "anna", new MessageEdited(FIRST, "first, edited", List.of())),
                entry(7, "ben", new MessageEdited(SECOND, "second, edited", List.of())));
        forgetIf(cold);

        assertThat(client.react("ben", Client.message(room, FIRST), THUMB, "r").entrySeq()).isEqualTo(8);
        assertThat(client.react("anna", Client.message(room, SECOND), THUMB, "r").entrySeq()).isEqualTo(9);

        assertReads("first, edited", "ben", "second, edited", "anna");
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void f1_readerSeesWhatAnInstanceThatDiedAppended(Death death, boolean cold) {
        die(death, entry(6, "anna", new MessageEdited(FIRST, "first, edited", List.of())),
                entry(7, "ben", new ReactionAdded(FIRST, THUMB)),
                entry(8, "ben", new MessageEdited(SECOND, "second, edited", List.of())),
                entry(9, "anna", new ReactionAdded(SECOND, THUMB)));
        forgetIf(cold);

        assertReads("first, edited", "ben", "second, edited", "anna");
    }

    @ParameterizedTest
    @EnumSource
    void f1_deletionOfAnInstanceThatDiedIsHeldAgainstEverybody(Death death) {
        client.edit("anna", Client.message(room, FIRST), "e", "secret");
        page();
        die(death, entry(7, "ben", new MessageDeleted(SECOND)), entry(8, "anna", new MessageDeleted(FIRST)));

        assertThat(client.react("ben", Client.message(room, FIRST), THUMB, "r").code()).isEqualTo("message-deleted");
        assertThat(client.edit("ben", Client.message(room, SECOND), "e", "x").code()).isEqualTo("message-deleted");
        assertThat(page()).allSatisfy(message -> {
            assertThat(message.has("deletedAt")).isTrue();
            assertThat(message.path("data").toString()).isEqualTo("{\"type\":\"text\"}");
        });
        assertThat(client.log(room).toString()).doesNotContain("secret");
        assertThat(client.seqs(room)).hasSize(8);
    }

    @Test
    void f1_deletionThatWasStoredOnlyForTheEditsIsCompleted() {
        client.edit("anna", Client.message(room, FIRST), "e", "secret");
        page();
        var deleted = entry(7, "anna", new MessageDeleted(FIRST));
        insert(deleted);
        messages.erase(List.of(new EntryId(room, 6))).block(Client.PATIENCE);

        var message = page().getFirst();
        assertThat(message.has("deletedAt")).isTrue();
        assertThat(message.toString()).doesNotContain("secret", "first");
        assertThat(stored(FIRST).data()).isEqualTo(stored(FIRST).after(deleted).data());
    }

    @Test
    void coldInstanceAppliesWhatAnotherAppended() {
        insert(entry(6, "ben", new ReactionAdded(FIRST, THUMB)), entry(7, "ben", new MessageDeleted(SECOND)));
        try (var cold = anotherInstance()) {
            var other = clientOf(cold);
            assertThat(other.edit("ben", Client.message(room, SECOND), "e", "x").code()).isEqualTo("message-deleted");
            assertThat(other.edit("anna", Client.message(room, FIRST), "e", "x").entrySeq()).isEqualTo(8);
            assertThat(other.get("anna", Client.message(room, FIRST)).body()).isEqualTo(page().getFirst());
        }
        assertThat(page().getFirst().path("reactions").path(THUMB)).hasSize(1);
    }

    /** The instance that is asked has seen nothing of what the other one appended. */
    @Test
    void instanceThatIsBehindRefusesNothingAndFindsNothingDone() {
        var message = Client.message(room, FIRST);
        client.react("ben", message, THUMB, "r1");
        insert(entry(7, "ben", new ReactionRemoved(FIRST, THUMB)));
        assertThat(client.react("ben", message, THUMB, "r2").entrySeq()).isEqualTo(8);

        insert(entry(9, "anna", new MemberRoleChanged("ben", Role.ADMIN)));
        assertThat(client.delete("ben", message, "d1").entrySeq()).isEqualTo(10);

        insert(new Entry(new EntryId(room, 11), 3, Author.person("anna"), "other", "hash", Instant.now(),
                new EntryData.Message(MessageType.TEXT, "third", List.of(), null, null, List.of()), true));
        assertThat(client.react("ben", Client.message(room, 11), THUMB, "r3").entrySeq()).isEqualTo(12);
    }

    @Test
    void instanceThatIsBehindAcceptsNothingThatTheHeadForbids() {
        insert(entry(6, "anna", new MemberRoleChanged("anna", Role.MEMBER)));
        assertThat(client.delete("anna", Client.message(room, SECOND), "d").code()).isEqualTo("not-the-author");
        insert(entry(7, "ben", new MessageDeleted(SECOND)));
        assertThat(client.react("anna", Client.message(room, SECOND), THUMB, "r").code()).isEqualTo("message-deleted");
        assertThat(client.seqs(room)).hasSize(7);
    }

    @Test
    void changesThatAreAppliedAgainLateChangeNothing() {
        var edit = entry(6, "anna", new MessageEdited(FIRST, "edited once", List.of()));
        var reaction = entry(7, "ben", new ReactionAdded(FIRST, THUMB));
        insert(edit, reaction);
        var before = stored(FIRST);
        client.edit("anna", Client.message(room, FIRST), "e", "edited twice");
        client.takeBack("ben", Client.message(room, FIRST), THUMB, "t");
        page();
        var now = stored(FIRST);

        changes.apply(List.of(edit, reaction)).block(Client.PATIENCE);
        assertThat(stored(FIRST)).isEqualTo(now);
        // As one that read the message before the others wrote it.
        messages.fold(before.after(edit)).block(Client.PATIENCE);
        messages.fold(before.after(edit).after(reaction)).block(Client.PATIENCE);
        assertThat(stored(FIRST)).isEqualTo(now);
        assertThat(now.now().content()).isEqualTo("edited twice");
        assertThat(now.now().reactions()).isEmpty();
    }

    /** As by one who is behind, and reads far back and on in one piece. */
    @Test
    void changesThatAreAppliedAgainTogetherWithNewOnesDoNotReturn() {
        var edit = entry(6, "anna", new MessageEdited(FIRST, "edited once", List.of()));
        var reaction = entry(7, "ben", new ReactionAdded(FIRST, THUMB));
        var another = entry(8, "anna", new MessageEdited(FIRST, "edited twice", List.of()));
        var takenBack = entry(9, "ben", new ReactionRemoved(FIRST, THUMB));
        var latest = entry(10, "anna", new ReactionAdded(FIRST, THUMB));
        insert(edit, reaction, another, takenBack, latest);
        changes.apply(List.of(edit, reaction, another, takenBack)).block(Client.PATIENCE);

        changes.apply(List.of(edit, reaction, latest)).block(Client.PATIENCE);

        assertThat(stored(FIRST).now()).isEqualTo(new Now(10, "edited twice", List.of(), Instant.EPOCH, null,
                List.of(new Now.Reaction(THUMB, List.of("anna"))), List.of(6L, 8L)));
    }

    @Test
    void changesThatManyApplyAtOnceAreAppliedOnce() {
        var entries = List.of(entry(6, "ben", new ReactionAdded(FIRST, THUMB)),
                entry(7, "anna", new MessageEdited(FIRST, "edited", List.of())),
                entry(8, "anna", new ReactionAdded(FIRST, THUMB)),
                entry(9, "ben", new ReactionRemoved(FIRST, THUMB)));
        insert(entries.toArray(Entry[]::new));
        Mono.when(Stream.of(1, 2, 3, 4, 4, 3, 2, 1).map(n -> changes.apply(entries.subList(0, n))).toList())
                .block(Client.PATIENCE);

        assertThat(stored(FIRST).now()).isEqualTo(new Now(9, "edited", List.of(), entries.get(1).at(), null,
                List.of(new Now.Reaction(THUMB, List.of("anna"))), List.of(7L)));
    }

    @Test
    void watermarkMovesForChangesAsItDoesForMessages() {
        var before = watermark();
        for (int i = 0; i < 40; i++) {
            client.react("ben", Client.message(room, FIRST), THUMB, "r" + i);
            client.takeBack("ben", Client.message(room, FIRST), THUMB, "t" + i);
        }
        assertThat(watermark()).isGreaterThan(before).isBetween(85L - 31, 85L);
    }

    private void die(Death death, Entry... entries) {
        insert(entries);
        var properties = new FoldProperties(1, 1, 1, 2, 1, 1, 1, 1, 1, Client.PATIENCE);
        switch (death) {
            case AFTER_THE_INSERT -> {
            }
            case HALF_APPLIED -> {
                var calls = new AtomicInteger();
                var half = new MessageChanges(dying(Set.of("fold", "erase"), () -> calls.incrementAndGet() > 1),
                        properties);
                StepVerifier.create(half.apply(List.of(entries))).expectErrorMessage("killed").verify(Client.PATIENCE);
            }
            case BEFORE_THE_WATERMARK -> changes.apply(List.of(entries)).block(Client.PATIENCE);
        }
    }

    private interface Kill {
        boolean now();
    }

    /** The real messages, until the instance is killed in one of these calls. */
    private Messages dying(Set<String> calls, Kill kill) {
        return (Messages) Proxy.newProxyInstance(Messages.class.getClassLoader(), new Class<?>[]{Messages.class},
                (_, method, arguments) -> calls.contains(method.getName()) && kill.now()
                        ? Mono.error(new IllegalStateException("killed"))
                        : method.invoke(messages, arguments));
    }

    private void forgetIf(boolean cold) {
        if (cold) {
            views.forget(room);
        }
    }

    private void assertReads(String first, String firstReactor, String second, String secondReactor) {
        for (int i = 0; i < 2; i++) {
            assertThat(page()).extracting(message -> message.path("data").path("content").asString())
                    .containsExactly(first, second);
            assertThat(page()).extracting(message -> message.path("reactions").toString())
                    .containsExactly("{\"" + THUMB + "\":[\"" + firstReactor + "\"]}",
                            "{\"" + THUMB + "\":[\"" + secondReactor + "\"]}");
            views.forget(room);
        }
    }

    /** What is read is applied. */
    private List<JsonNode> page() {
        return client.get("anna", "/api/v1/rooms/" + room + "/messages").body().path("messages").valueStream().toList();
    }

    private Entry stored(long seq) {
        return messages.find(List.of(new EntryId(room, seq))).blockOptional(Client.PATIENCE).orElseThrow().getFirst();
    }

    private long watermark() {
        return folds.watermark(room).blockOptional(Client.PATIENCE).orElseThrow().appliedSeq();
    }

    private void insert(Entry... entries) {
        messages.insert(List.of(entries)).block(Client.PATIENCE);
    }

    private Entry entry(long seq, String actor, EntryData data) {
        return new Entry(new EntryId(room, seq), 2, new Author("another-instance", actor), "other:" + seq, "hash",
                Instant.EPOCH, data, true);
    }
}
