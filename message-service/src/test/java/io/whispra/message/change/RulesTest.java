package io.whispra.message.change;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.whispra.message.append.Rule.Verdict;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData.Message;
import io.whispra.message.entry.EntryData.MessageDeleted;
import io.whispra.message.entry.EntryData.MessageType;
import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.entry.EntryId;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Ben's message is judged at moments after it was sent. */
class RulesTest {

    private static final Instant SENT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Entry message = new Entry(new EntryId("r", 5), 1, Author.person("ben"), "m", "hash", SENT,
            new Message(MessageType.TEXT, "x", List.of(), null, null, List.of()), false);

    @Test
    void withoutWindowsMessagesAreDeletedForEver() {
        var rules = rules(Duration.ZERO, Duration.ZERO);
        assertThat(deletes(rules, "ben", Role.MEMBER, Duration.ofDays(4000))).isTrue();
        assertThat(deletes(rules, "anna", Role.ADMIN, Duration.ofDays(4000))).isTrue();
    }

    @Test
    void authorAndAdminsEachHaveTheirWindow() {
        var rules = rules(HOUR, DAY);
        assertThat(deletes(rules, "ben", Role.MEMBER, HOUR)).isTrue();
        assertThat(deletes(rules, "ben", Role.MEMBER, HOUR.plusMillis(1))).isFalse();
        assertThat(deletes(rules, "anna", Role.ADMIN, DAY)).isTrue();
        assertThat(deletes(rules, "anna", Role.ADMIN, DAY.plusMillis(1))).isFalse();
        assertThat(deletes(rules, "ben", Role.ADMIN, DAY)).isTrue();
        assertThat(deletes(rules(DAY, HOUR), "anna", Role.ADMIN, HOUR.plusMillis(1))).isFalse();
    }

    private static Rules rules(Duration own, Duration admins) {
        return new Rules(new ChangeProperties(Duration.ofDays(2), own, admins, 100, 20, 2000));
    }

    private boolean deletes(Rules rules, String userId, Role role, Duration later) {
        var verdict = rules.of(userId, new MessageDeleted(5)).judge(role, message, SENT.plus(later));
        if (verdict instanceof Verdict.Refuse(Refusal reason)) {
            assertThat(reason.type()).isEqualTo(ProblemType.DELETE_WINDOW_CLOSED);
            assertThat(Rules.isRefusal(reason)).isTrue();
        }
        return verdict instanceof Verdict.Append;
    }
}
