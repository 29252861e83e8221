package io.whispra.message.append;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryData.MemberAdded;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.MemberRoleChanged;
import io.whispra.message.entry.EntryData.Message;
import io.whispra.message.entry.EntryData.MessageChange;
import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.entry.EntryData.RoomCreated;
import io.whispra.message.entry.EntryData.RoomDeleted;
import io.whispra.message.entry.EntryData.RoomUpdated;
import io.whispra.message.entry.EntryId;
import io.whispra.message.fold.Membership;
import io.whispra.message.fold.Setting;
import io.whispra.message.fold.View;
import org.jspecify.annotations.Nullable;

/** What of a room the drafts of a batch are judged on; it moves from one to the next. */
final class State {

    private final Map<String, Sender> senders;
    private final Map<Long, Entry> messages = new HashMap<>();

    private Setting setting;

    /** Somebody who is in the room: what they may do, and the first entry that they see. */
    private record Sender(Role role, long historyFrom) {}

    /**
     * At a view.
     *
     * @param members those who are in the room there, of those who sent a draft
     * @param targets the entries that the drafts are about
     */
    State(View view, Collection<Membership> members, List<Entry> targets) {
        this.setting = view.setting();
        this.senders = new HashMap<>(members.stream()
                .collect(Collectors.toMap(Membership::userId,
                        member -> new Sender(member.role(), member.historyFrom(view.seq())))));
        targets.forEach(entry -> messages.put(entry.seq(), entry));
    }

    /** The entries that have to be known to judge a batch on a view. */
    static List<EntryId> targets(View view, List<Pending> batch) {
        return batch.stream()
                .map(pending -> target(pending.draft()))
                .filter(seq -> seq >= view.firstSeq() && seq <= view.seq())
                .distinct()
                .map(seq -> new EntryId(view.roomId(), seq))
                .toList();
    }

    /** Null if the person is not in the room. */
    @Nullable
    Role role(String userId) {
        var sender = senders.get(userId);
        return sender == null ? null : sender.role();
    }

    /** The entry that a draft is about, as it is here; null also if its author does not see it. */
    @Nullable
    Entry targetOf(Draft draft) {
        var sender = senders.get(draft.author().actor());
        long seq = target(draft);
        return sender == null || seq < sender.historyFrom() ? null : messages.get(seq);
    }

    /** Moves on by one entry. */
    void follow(Entry entry) {
        setting = setting.after(entry);
        switch (entry.data()) {
            case MemberAdded added -> senders.merge(added.userId(),
                    new Sender(added.role(), setting.historyFrom(entry.seq())),
                    (known, _) -> new Sender(added.role(), known.historyFrom()));
            case MemberRemoved removed -> senders.remove(removed.userId());
            case MemberRoleChanged changed -> senders.computeIfPresent(changed.userId(),
                    (_, known) -> new Sender(changed.role(), known.historyFrom()));
            case RoomDeleted _ -> senders.clear();
            case Message _ -> messages.put(entry.seq(), entry);
            case MessageChange change -> messages.computeIfPresent(change.seq(), (_, message) -> message.after(entry));
            case RoomCreated _,RoomUpdated _ -> {
            }
        }
    }

    private static long target(Draft draft) {
        return draft.data() instanceof MessageChange change ? change.seq() : 0;
    }
}
