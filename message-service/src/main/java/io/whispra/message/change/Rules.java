package io.whispra.message.change;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

import io.whispra.message.append.Rule;
import io.whispra.message.append.Rule.Verdict;
import io.whispra.message.append.Rule.Verdict.Append;
import io.whispra.message.append.Rule.Verdict.Nothing;
import io.whispra.message.append.Rule.Verdict.Refuse;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryData.MessageChange;
import io.whispra.message.entry.EntryData.MessageDeleted;
import io.whispra.message.entry.EntryData.MessageEdited;
import io.whispra.message.entry.EntryData.ReactionAdded;
import io.whispra.message.entry.EntryData.ReactionRemoved;
import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.entry.Kind;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may do what to a message: the author edits it, for a while, and deletes it, as an admin does; every member reacts. */
@Component
class Rules {

    private static final Set<ProblemType> OURS = EnumSet.of(ProblemType.MESSAGE_NOT_FOUND, ProblemType.MESSAGE_DELETED,
            ProblemType.NOT_THE_AUTHOR, ProblemType.EDIT_WINDOW_CLOSED, ProblemType.DELETE_WINDOW_CLOSED,
            ProblemType.TOO_MANY_EDITS,
            ProblemType.TOO_MANY_REACTIONS);

    private final ChangeProperties properties;

    Rules(ChangeProperties properties) {
        this.properties = properties;
    }

    /** For one change by one person. */
    Rule of(String userId, MessageChange change) {
        return (role, target, now) -> judge(new Asked(userId, role, change, now), target);
    }

    /** Whether it is by a rule that something was refused, rather than for who asked or what is down. */
    static boolean isRefusal(Throwable error) {
        return error instanceof Refusal refusal && OURS.contains(refusal.type());
    }

    private record Asked(String userId, Role role, MessageChange change, Instant now) {
        boolean isAuthorOf(Entry message) {
            return message.author().actor().equals(userId);
        }
    }

    private Verdict judge(Asked asked, @Nullable Entry message) {
        if (message == null || message.kind() != Kind.MESSAGE) {
            return refuse(ProblemType.MESSAGE_NOT_FOUND,
                    "The room has no message with the seq " + asked.change().seq() + ".");
        }
        return switch (asked.change()) {
            case MessageDeleted _ -> delete(asked, message);
            case MessageEdited _ -> ifThere(message, () -> edit(asked, message));
            case ReactionAdded added -> ifThere(message, () -> add(added.emoji(), asked.userId(), message));
            case ReactionRemoved removed -> ifThere(message,
                    () -> message.now().hasReaction(removed.emoji(), asked.userId()) ? new Append() : new Nothing());
        };
    }

    private Verdict delete(Asked asked, Entry message) {
        if (!asked.isAuthorOf(message) && asked.role() != Role.ADMIN) {
            return refuse(ProblemType.NOT_THE_AUTHOR, "Only its author and the room's admins delete a message.");
        }
        if (message.now().isDeleted()) {
            return new Nothing();
        }
        boolean inTime = (asked.isAuthorOf(message) && isWithin(properties.deleteWindow(), asked, message))
                || (asked.role() == Role.ADMIN && isWithin(properties.adminDeleteWindow(), asked, message));
        return inTime
                ? new Append()
                : refuse(ProblemType.DELETE_WINDOW_CLOSED, "The message is too old to be deleted.");
    }

    private static boolean isWithin(Duration window, Asked asked, Entry message) {
        return window.isZero() || !asked.now().isAfter(message.at().plus(window));
    }

    private Verdict edit(Asked asked, Entry message) {
        if (!asked.isAuthorOf(message)) {
            return refuse(ProblemType.NOT_THE_AUTHOR, "Only its author edits a message.");
        }
        if (asked.now().isAfter(message.at().plus(properties.editWindow()))) {
            return refuse(ProblemType.EDIT_WINDOW_CLOSED,
                    "A message is edited within " + properties.editWindow() + " after it was sent.");
        }
        return message.now().edits().size() < properties.edits()
                ? new Append()
                : refuse(ProblemType.TOO_MANY_EDITS, "A message is edited " + properties.edits() + " times at most.");
    }

    private Verdict add(String emoji, String userId, Entry message) {
        var reactions = message.now().reactions();
        if (message.now().hasReaction(emoji, userId)) {
            return new Nothing();
        }
        boolean isNew = reactions.stream().noneMatch(reaction -> reaction.emoji().equals(emoji));
        if (isNew && reactions.size() >= properties.emojis()) {
            return refuse(ProblemType.TOO_MANY_REACTIONS,
                    "A message has " + properties.emojis() + " different emojis at most.");
        }
        return reactions.stream().mapToInt(reaction -> reaction.userIds().size()).sum() < properties.reactions()
                ? new Append()
                : refuse(ProblemType.TOO_MANY_REACTIONS,
                        "A message has " + properties.reactions() + " reactions at most.");
    }

    private static Verdict ifThere(Entry message, Supplier<Verdict> verdict) {
        return message.now().isDeleted()
                ? refuse(ProblemType.MESSAGE_DELETED, "The message " + message.seq() + " was deleted.")
                : verdict.get();
    }

    private static Verdict refuse(ProblemType type, String detail) {
        return new Refuse(new Refusal(type, detail));
    }
}
