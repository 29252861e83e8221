package io.whispra.message.append;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.whispra.message.Client;
import io.whispra.message.ServiceTest;
import io.whispra.message.append.Rule.Verdict;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData;
import io.whispra.message.entry.EntryData.MemberRoleChanged;
import io.whispra.message.entry.EntryData.MessageDeleted;
import io.whispra.message.entry.EntryData.MessageEdited;
import io.whispra.message.entry.EntryData.MessageType;
import io.whispra.message.entry.EntryData.ReactionAdded;
import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.Views;
import io.whispra.message.outbox.Outbox;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** A draft's rule is asked on what its predecessors in the batch leave behind. Ben's message has the seq 4. */
class RuleTest extends ServiceTest {

    private static final Verdict APPEND = new Verdict.Append();
    private static final Verdict REFUSE = new Verdict.Refuse(new Refusal(ProblemType.CONFLICT, "by the rule"));
    private static final Rule UNLESS_DELETED = (_, target, _) -> target == null || target.now().isDeleted()
            ? REFUSE
            : APPEND;

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

    private final String room = unique("rule");

    @Test
    void editBehindTheDeletionOfItsMessageInOneBatchIsRefused() {
        room();
        var before = draft("ben", "before", new MessageEdited(4, "x", List.of()), UNLESS_DELETED);
        var deletion = draft("anna", "deletion", new MessageDeleted(4), UNLESS_DELETED);
        var after = draft("ben", "after", new MessageEdited(4, "y", List.of()), UNLESS_DELETED);
        var last = draft("anna", "last", text(), Rule.NONE);

        commit(commit, before, deletion, after, last);

        assertSeq(before, 5);
        assertSeq(deletion, 6);
        assertRefused(after);
        assertSeq(last, 7);
        assertThat(client.seqs(room)).hasSize(7);
    }

    @Test
    void messageOfTheSameBatchIsThereForThoseBehindIt() {
        room();
        Rule once = (_, target, _) -> target != null && target.now().hasReaction("x", "anna")
                ? new Verdict.Nothing()
                : UNLESS_DELETED.judge(Role.MEMBER, target, Instant.EPOCH);
        var early = draft("anna", "early", new ReactionAdded(5, "x"), UNLESS_DELETED);
        var message = draft("ben", "message", text(), Rule.NONE);
        var first = draft("anna", "first", new ReactionAdded(5, "x"), once);
        var second = draft("anna", "second", new ReactionAdded(5, "x"), once);

        commit(commit, early, message, first, second);

        assertRefused(early);
        assertSeq(message, 5);
        assertSeq(first, 6);
        StepVerifier.create(second.outcome()).expectComplete().verify(Client.PATIENCE);
        assertThat(client.seqs(room)).hasSize(6);
    }

    @Test
    void roleThatAPredecessorGivesCounts() {
        room();
        Rule byAdmin = (role, _, _) -> role == Role.ADMIN ? APPEND : REFUSE;
        var early = draft("ben", "early", new MessageDeleted(4), byAdmin);
        var promotion = new Pending(new Draft(new Author("room-service", "anna"), "2:0", "hash",
                new MemberRoleChanged("ben", Role.ADMIN)));
        var late = draft("ben", "late", new MessageDeleted(4), byAdmin);

        commit(commit, early, promotion, late);

        assertRefused(early);
        assertSeq(promotion, 5);
        assertSeq(late, 6);
    }

    @Test
    void repeatThatItsRuleWithholdsIsToldSoAlsoWhenTheBatchIsJudgedAgain() {
        room();
        commit(commit, draft("ben", "deletion", new MessageDeleted(4), Rule.NONE));
        var raced = new AtomicInteger();
        var foreign = draft("anna", "foreign", text(), Rule.NONE);
        var racing = new Commit(new FaultyMessages(messages, inserted -> raced.getAndIncrement() > 0
                ? inserted
                : commit.commit(room, List.of(foreign)).then(inserted)), views, outbox, properties,
                clock);
        var nothing = draft("ben", "deletion", new MessageDeleted(4), (_, _, _) -> new Verdict.Nothing());
        var refused = draft("ben", "deletion", new MessageDeleted(4), (_, _, _) -> REFUSE);
        var message = draft("anna", "message", text(), Rule.NONE);

        commit(racing, nothing, refused, message);

        StepVerifier.create(nothing.outcome()).expectComplete().verify(Client.PATIENCE);
        assertRefused(refused);
        assertSeq(foreign, 6);
        assertSeq(message, 7);
    }

    private void room() {
        client.newRoom(room, "anna", "ben");
        client.send("ben", room, Client.text("m", "x"));
    }

    private void commit(Commit by, Pending... batch) {
        by.commit(room, List.of(batch)).block(Client.PATIENCE);
    }

    private static EntryData text() {
        return new EntryData.Message(MessageType.TEXT, "Text", List.of(), null, null, List.of());
    }

    private static Pending draft(String userId, String clientId, EntryData data, Rule rule) {
        return new Pending(new Draft(Author.person(userId), clientId, "hash of " + clientId, data, rule));
    }

    private static void assertSeq(Pending pending, long seq) {
        StepVerifier.create(pending.outcome().map(appended -> appended.entry().seq()))
                .expectNext(seq)
                .expectComplete()
                .verify(Client.PATIENCE);
    }

    private static void assertRefused(Pending pending) {
        StepVerifier.create(pending.outcome()).expectErrorMessage("by the rule").verify(Client.PATIENCE);
    }
}
