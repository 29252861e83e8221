package io.whispra.message.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.whispra.message.entry.EntryData.MessageChange;
import io.whispra.message.entry.EntryData.MessageDeleted;
import io.whispra.message.entry.EntryData.MessageEdited;
import io.whispra.message.entry.EntryData.ReactionAdded;
import io.whispra.message.entry.EntryData.ReactionRemoved;
import org.jspecify.annotations.Nullable;

/**
 * What the entries that change a message made of it. For any seq it follows from the log alone: whoever applied everything up to
 * there has the same.
 *
 * @param seq       of the last applied entry about this message; 0 if there is none
 * @param content   what it says, if it was edited
 * @param mentions  whom it speaks to, if it was edited
 * @param editedAt  when, the last time
 * @param deletedAt after that nothing changes it
 * @param reactions in the order in which each emoji came first
 * @param edits     the seqs of all edits, whose content goes with the message
 */
public record Now(long seq, @Nullable String content, List<String> mentions, @Nullable Instant editedAt,
        @Nullable Instant deletedAt, List<Reaction> reactions, List<Long> edits) {

    /** Of a message that nothing happened to. */
    public static final Now UNCHANGED = new Now(0, null, List.of(), null, null, List.of(), List.of());

    /** In place of the hash of what was erased: it would tell a short text to whoever guesses it. */
    public static final String NO_HASH = "";

    /** An emoji, and who reacted with it, in that order. */
    public record Reaction(String emoji, List<String> userIds) {
        public Reaction {
            userIds = List.copyOf(userIds);
        }
    }

    public Now {
        mentions = List.copyOf(mentions);
        reactions = List.copyOf(reactions);
        edits = List.copyOf(edits);
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    public boolean hasReaction(String emoji, String userId) {
        return reactions.stream().anyMatch(r -> r.emoji().equals(emoji) && r.userIds().contains(userId));
    }

    /** With one more entry; one that was applied before changes nothing. */
    Now after(Entry change) {
        if (change.seq() <= seq || isDeleted() || !(change.data() instanceof MessageChange what)) {
            return this;
        }
        var actor = change.author().actor();
        return switch (what) {
            case MessageEdited edited -> new Now(change.seq(), edited.content(), edited.mentions(), change.at(), null,
                    reactions, with(edits, change.seq()));
            case MessageDeleted _ -> new Now(change.seq(), null, List.of(), null, change.at(), List.of(), edits);
            case ReactionAdded added -> reacted(change.seq(), added(added.emoji(), actor));
            case ReactionRemoved removed -> reacted(change.seq(), removed(removed.emoji(), actor));
        };
    }

    private Now reacted(long at, List<Reaction> next) {
        return new Now(at, content, mentions, editedAt, null, next, edits);
    }

    private List<Reaction> added(String emoji, String userId) {
        if (hasReaction(emoji, userId)) {
            return reactions;
        }
        if (reactions.stream().noneMatch(reaction -> reaction.emoji().equals(emoji))) {
            return with(reactions, new Reaction(emoji, List.of(userId)));
        }
        return reactions.stream()
                .map(r -> r.emoji().equals(emoji) ? new Reaction(emoji, with(r.userIds(), userId)) : r)
                .toList();
    }

    private List<Reaction> removed(String emoji, String userId) {
        return reactions.stream()
                .map(r -> r.emoji().equals(emoji) ? new Reaction(emoji, without(r.userIds(), userId)) : r)
                .filter(r -> !r.userIds().isEmpty())
                .toList();
    }

    private static <T> List<T> with(List<T> list, T item) {
        var longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }

    private static List<String> without(List<String> list, String item) {
        return list.stream().filter(other -> !Objects.equals(other, item)).toList();
    }
}
