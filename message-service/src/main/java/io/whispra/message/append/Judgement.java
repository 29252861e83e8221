package io.whispra.message.append;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryData.MemberAdded;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.MemberRoleChanged;
import io.whispra.message.entry.EntryData.Message;
import io.whispra.message.entry.EntryData.RoomCreated;
import io.whispra.message.entry.EntryData.RoomDeleted;
import io.whispra.message.entry.EntryData.RoomUpdated;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Kind;
import io.whispra.message.fold.View;

/**
 * What becomes of the drafts of a batch on a view of the room, each on the state that those before it leave behind.
 *
 * @param batch    all of them, in the order in which they came
 * @param accepted with the entries that they will be, consecutive from the view's head
 * @param refused  by people who are not in the room
 * @param repeated the same draft twice in this batch, with the accepted one
 */
record Judgement(View view, List<Pending> batch, List<Accepted> accepted, List<Pending> refused,
        List<Repeated> repeated) {

    record Accepted(Pending pending, Entry entry) {}

    record Repeated(Pending pending, Entry entry) {}

    /** Judges in order. `members` are the people who are in the room at the view's head, of those who sent a draft. */
    static Judgement of(View view, Set<String> members, List<Pending> batch, Instant now) {
        var judge = new Judge(new Judgement(view, batch, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()), now);
        members.forEach(member -> judge.present.put(member, true));
        batch.forEach(judge::judge);
        return judge.judgement;
    }

    List<Entry> entries() {
        return accepted.stream().map(Accepted::entry).toList();
    }

    /** The state that moves from draft to draft. */
    private static final class Judge {
        private final Judgement judgement;
        private final Instant now;
        private final Map<String, Boolean> present = new HashMap<>();
        private final Map<Pending.Key, Entry> byKey = new HashMap<>();
        private long seq;
        private long number;

        Judge(Judgement judgement, Instant now) {
            this.judgement = judgement;
            this.now = now.truncatedTo(ChronoUnit.MILLIS);
            this.seq = judgement.view().seq();
            this.number = judgement.view().number();
        }

        private void judge(Pending pending) {
            var draft = pending.draft();
            var earlier = byKey.get(pending.key());
            if (draft.author().isPerson() && !present.getOrDefault(draft.author().actor(), false)) {
                judgement.refused().add(pending);
            } else if (earlier != null) {
                judgement.repeated().add(new Repeated(pending, earlier));
            } else {
                accept(pending, draft);
            }
        }

        private void accept(Pending pending, Draft draft) {
            seq++;
            if (draft.data().kind() == Kind.MESSAGE) {
                number++;
            }
            var entry = new Entry(new EntryId(judgement.view().roomId(), seq), number, draft.author(), draft.clientId(),
                    draft.bodyHash(), now, draft.data(), true);
            follow(entry);
            byKey.put(pending.key(), entry);
            judgement.accepted().add(new Accepted(pending, entry));
        }

        private void follow(Entry entry) {
            switch (entry.data()) {
                case MemberAdded added -> present.put(added.userId(), true);
                case MemberRemoved removed -> present.put(removed.userId(), false);
                case RoomDeleted _ -> present.clear();
                case MemberRoleChanged _,Message _,RoomCreated _,RoomUpdated _ -> {
                }
            }
        }
    }
}
