package io.whispra.message.append;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.whispra.message.append.Rule.Verdict;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Kind;
import io.whispra.message.fold.Reads;
import io.whispra.message.fold.View;
import io.whispra.message.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the drafts of a batch on a view of the room, each on the state that those before it leave behind.
 *
 * @param batch    all of them, in the order in which they came
 * @param accepted with the entries that they will be, consecutive from the view's head
 * @param withheld those that are not appended
 * @param repeated the same draft twice in this batch, with the accepted one
 */
record Judgement(View view, List<Pending> batch, List<Accepted> accepted, List<Withheld> withheld,
        List<Repeated> repeated) {

    record Accepted(Pending pending, Entry entry) {}

    record Repeated(Pending pending, Entry entry) {}

    /** Without a reason there was nothing to append. Neither may be told on a view that is behind. */
    record Withheld(Pending pending, @Nullable Refusal reason) {
        void tell() {
            if (reason == null) {
                pending.nothing();
            } else {
                pending.refuse(reason);
            }
        }
    }

    /** Judges in order, on the state at the view. */
    static Judgement of(View view, State state, List<Pending> batch, Instant now) {
        var judge = new Judge(new Judgement(view, batch, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()),
                state, now);
        batch.forEach(judge::judge);
        return judge.judgement;
    }

    List<Entry> entries() {
        return accepted.stream().map(Accepted::entry).toList();
    }

    private static final class Judge {
        private final Judgement judgement;
        private final State state;
        private final Instant now;
        private final Map<Pending.Key, Entry> byKey = new HashMap<>();
        private long seq;
        private long number;

        Judge(Judgement judgement, State state, Instant now) {
            this.judgement = judgement;
            this.state = state;
            this.now = now.truncatedTo(ChronoUnit.MILLIS);
            this.seq = judgement.view().seq();
            this.number = judgement.view().number();
        }

        private void judge(Pending pending) {
            var draft = pending.draft();
            var role = state.role(draft.author().actor());
            var earlier = byKey.get(pending.key());
            if (draft.author().isPerson() && role == null) {
                withhold(pending, Reads.roomNotFound());
            } else if (earlier != null) {
                judgement.repeated().add(new Repeated(pending, earlier));
            } else if (role == null || !draft.author().isPerson()) {
                accept(pending, draft);
            } else {
                switch (draft.rule().judge(role, state.targetOf(draft), now)) {
                    case Verdict.Append _ -> accept(pending, draft);
                    case Verdict.Nothing _ -> withhold(pending, null);
                    case Verdict.Refuse refuse -> withhold(pending, refuse.reason());
                }
            }
        }

        private void withhold(Pending pending, @Nullable Refusal reason) {
            judgement.withheld().add(new Withheld(pending, reason));
        }

        private void accept(Pending pending, Draft draft) {
            seq++;
            if (draft.data().kind() == Kind.MESSAGE) {
                number++;
            }
            var entry = new Entry(new EntryId(judgement.view().roomId(), seq), number, draft.author(), draft.clientId(),
                    draft.bodyHash(), now, draft.data(), true);
            state.follow(entry);
            byKey.put(pending.key(), entry);
            judgement.accepted().add(new Accepted(pending, entry));
        }
    }
}
