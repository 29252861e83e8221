package io.whispra.message.append;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.whispra.message.Client;
import io.whispra.message.ServiceTest;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.MessageType;
import io.whispra.message.entry.EntryData.Reason;
import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.Membership;
import io.whispra.message.fold.Membership.Interval;
import io.whispra.message.fold.Views;
import io.whispra.message.outbox.Outbox;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** The batches that a race can make, made on purpose. */
class CommitTest extends ServiceTest {

    @Autowired
    private Commit commit;
    @Autowired
    private Messages messages;
    @Autowired
    private Views views;
    @Autowired
    private Outbox outbox;
    @Autowired
    private AppendProperties properties;
    @Autowired
    private Clock clock;

    private final String room = unique("batch");

    @Test
    void messageBehindTheRemovalOfItsSenderInOneBatchIsRefused() {
        client.newRoom(room, "anna", "ben");
        var before = text("ben", "before");
        var removal = removal("ben");
        var after = text("ben", "after");
        var last = text("anna", "last");

        commit(commit, before, removal, after, last);

        assertSeq(before, 4);
        assertSeq(removal, 5);
        assertRefused(after, ProblemType.ROOM_NOT_FOUND);
        assertSeq(last, 6);
        assertThat(client.seqs(room)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void t68_repeatInTheMiddleOfABatchIsTheOriginalAndTheOthersAreNumberedRight() {
        client.newRoom(room, "anna");
        var original = text("anna", "m3");
        commit(commit, original);
        assertSeq(original, 3);

        var batch = IntStream.rangeClosed(1, 10).mapToObj(i -> text("anna", "m" + i)).toArray(Pending[]::new);
        commit(commit, batch);

        StepVerifier.create(batch[2].outcome())
                .assertNext(repeat -> {
                    assertThat(repeat.duplicate()).isTrue();
                    assertThat(repeat.entry().seq()).isEqualTo(3);
                })
                .verifyComplete();
        for (int i = 0; i < 10; i++) {
            if (i != 2) {
                assertSeq(batch[i], i < 2 ? 4 + i : 3 + i);
                assertNumber(batch[i], i < 2 ? 2 + i : 1 + i);
            }
        }
        assertThat(client.seqs(room)).hasSize(12);
    }

    @Test
    void sameDraftTwiceInOneBatchIsOneEntry() {
        client.newRoom(room, "anna");
        var first = text("anna", "m");
        var second = text("anna", "m");
        var other = new Pending(new Draft(Author.person("anna"), "m", "another hash", first.draft().data()));

        commit(commit, first, second, other);

        assertSeq(first, 3);
        StepVerifier.create(second.outcome())
                .assertNext(repeat -> assertThat(repeat.duplicate()).isTrue())
                .verifyComplete();
        assertRefused(other, ProblemType.CLIENT_ID_REUSED);
        assertThat(client.seqs(room)).hasSize(3);
    }

    @Test
    void f21_replyThatIsLostAfterTheInsertDoublesNothing() {
        client.newRoom(room, "anna");
        var losing = with(inserted -> inserted.then(Mono.error(new IllegalStateException("the reply was lost"))));
        for (int round = 0; round < 20; round++) {
            var batch = new Pending[]{text("anna", "a" + round), text("anna", "b" + round),
                    text("stranger", "c" + round)};
            commit(losing, batch);

            assertSeq(batch[0], 3 + 2 * round);
            assertSeq(batch[1], 4 + 2 * round);
            assertRefused(batch[2], ProblemType.ROOM_NOT_FOUND);
        }
        assertThat(client.seqs(room)).hasSize(42).doesNotHaveDuplicates();
    }

    @Test
    void insertThatNeverHappenedIsTriedAgainAndThenRefusedAsRetryable() {
        client.newRoom(room, "anna");
        var tries = new AtomicInteger();
        var never = with(_ -> Mono.error(new IllegalStateException("no connection after " + tries.incrementAndGet())));
        var message = text("anna", "m");

        commit(never, message);

        assertRefused(message, ProblemType.UNAVAILABLE);
        assertThat(tries).hasValue(properties.tries());
        var again = text("anna", "m");
        commit(commit, again);
        assertSeq(again, 3);
    }

    @Test
    void f22_entryOfSomebodyElseAtTheSameSeqIsReadAndTheDraftGoesBehindIt() {
        client.newRoom(room, "anna", "ben");
        var foreign = text("ben", "foreign");
        var raced = new AtomicInteger();
        var racing = with(inserted -> raced.getAndIncrement() > 0
                ? inserted
                : committedByAnotherInstance(foreign).then(inserted));
        var message = text("anna", "m");

        commit(racing, message);

        assertSeq(foreign, 4);
        assertSeq(message, 5);
        assertNumber(message, 2);
    }

    @Test
    void draftBeforeWhichOthersAlwaysAppendIsRefusedAsRetryableAfterItsTries() {
        client.newRoom(room, "anna", "ben");
        var others = new AtomicInteger();
        var losing = with(inserted -> committedByAnotherInstance(text("ben", "other" + others.incrementAndGet()))
                .then(inserted));
        var message = text("anna", "m");

        commit(losing, message);

        StepVerifier.create(message.outcome())
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(ProblemType.UNAVAILABLE);
                    assertThat(refusal.retryAfter()).isPositive();
                }))
                .verify(Client.PATIENCE);
        assertThat(others).hasValue(8);
        assertThat(client.seqs(room)).hasSize(3 + 8);
        var again = text("anna", "m");
        commit(commit, again);
        assertSeq(again, 12);
    }

    @Test
    void repeatOfSomebodyWhoWasRemovedIsRefusedAlsoWhereTheInsertOfOthersFails() {
        client.newRoom(room, "anna", "ben");
        commit(commit, text("ben", "m"));
        client.remove(room, "ben", "2");
        var raced = new AtomicInteger();
        var racing = with(inserted -> raced.getAndIncrement() > 0
                ? inserted
                : committedByAnotherInstance(text("anna", "other")).then(inserted));
        var repeat = text("ben", "m");
        var message = text("anna", "m");

        commit(racing, repeat, message);

        assertRefused(repeat, ProblemType.ROOM_NOT_FOUND);
        assertSeq(message, 7);
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotTriedAgain() {
        client.newRoom(room, "anna");
        var tries = new AtomicInteger();
        var message = text("anna", "m");
        var never = with(_ -> Mono.error(() -> {
            tries.incrementAndGet();
            message.abandon();
            return new IllegalStateException("no connection");
        }));

        commit(never, message);

        assertThat(tries).hasValue(1);
    }

    @Test
    void messageIsRefusedIfItsSenderIsRemovedByAnotherInstanceJustBefore() {
        client.newRoom(room, "anna", "ben");
        var raced = new AtomicInteger();
        var removal = removal("ben");
        var racing = with(inserted -> raced.getAndIncrement() > 0
                ? inserted
                : committedByAnotherInstance(removal).then(inserted));
        var message = text("ben", "m");

        commit(racing, message);

        assertSeq(removal, 4);
        assertRefused(message, ProblemType.ROOM_NOT_FOUND);
        assertThat(client.seqs(room)).hasSize(4);
    }

    /** Inserts behind this instance's back: it knows nothing of it, nothing is applied. */
    private Mono<Void> committedByAnotherInstance(Pending pending) {
        return views.of(room)
                .map(view -> Judgement.of(view, new State(view, List.of(member("anna"), member("ben")), List.of()),
                        List.of(pending), clock.instant()).entries())
                .flatMap(entries -> messages.insert(entries)
                        .doOnSuccess(_ -> pending.appended(entries.getFirst())));
    }

    private Membership member(String userId) {
        return new Membership(room, userId, 1, Role.MEMBER, List.of(new Interval(1, null, null)));
    }

    private Commit with(Function<Mono<Void>, Mono<Void>> insert) {
        return new Commit(new FaultyMessages(messages, insert), views, outbox, properties, clock);
    }

    private void commit(Commit by, Pending... batch) {
        by.commit(room, List.of(batch)).block(Client.PATIENCE);
    }

    private static Pending text(String sender, String clientId) {
        var data = new EntryData.Message(MessageType.TEXT, "Text", List.of(), null, null, List.of());
        return new Pending(new Draft(Author.person(sender), clientId, "hash of " + clientId, data));
    }

    private static Pending removal(String userId) {
        return new Pending(new Draft(new Author("room-service", "somebody"), "2:0", "hash",
                new MemberRemoved(userId, Reason.REMOVED)));
    }

    private static void assertSeq(Pending pending, long seq) {
        StepVerifier.create(pending.outcome().map(appended -> appended.entry().seq()))
                .expectNext(seq)
                .expectComplete()
                .verify(Client.PATIENCE);
    }

    private static void assertNumber(Pending pending, long number) {
        StepVerifier.create(pending.outcome().map(appended -> appended.entry().number()))
                .expectNext(number)
                .expectComplete()
                .verify(Client.PATIENCE);
    }

    private static void assertRefused(Pending pending, ProblemType type) {
        StepVerifier.create(pending.outcome())
                .expectErrorMatches(error -> error instanceof Refusal refusal && refusal.type() == type)
                .verify(Client.PATIENCE);
    }
}
