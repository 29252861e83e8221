package io.whispra.message.fold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryData.MemberChange;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.Message;
import io.whispra.message.entry.EntryData.MessageChange;
import io.whispra.message.entry.EntryData.Reason;
import io.whispra.message.entry.EntryData.RoomCreated;
import io.whispra.message.entry.EntryData.RoomDeleted;
import io.whispra.message.entry.EntryData.RoomUpdated;
import io.whispra.message.fold.Folds.Change;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Applies entries to what is stored. What concerns one person is applied in the order of the log; different persons'
 * documents do not touch each other and are written together. Anybody may repeat it at any time: entries that were applied
 * before change nothing.
 */
@Component
class Applying {

    /** A document that others keep changing under us is read and written so often before that is an error. */
    private static final int TRIES = 20;

    private final Folds folds;
    private final MessageChanges messages;
    private final FoldProperties properties;

    Applying(Folds folds, MessageChanges messages, FoldProperties properties) {
        this.folds = folds;
        this.messages = messages;
        this.properties = properties;
    }

    /** One thing that happens to one person at one entry. */
    private record Effect(long seq, MemberChange change) {}

    /** Whether anything stored follows from the entry. */
    static boolean changesAnything(Entry entry) {
        return switch (entry.data()) {
            case MemberChange _,RoomDeleted _,MessageChange _ -> true;
            case Message _,RoomCreated _,RoomUpdated _ -> false;
        };
    }

    /** Whether it is about who is in the room. */
    static boolean changesMembers(Entry entry) {
        return changesAnything(entry) && !(entry.data() instanceof MessageChange);
    }

    /**
     * Applies entries of a room, in order, and emits the ids of those whose membership changed, each when that is stored; complete when
     * all is.
     */
    Flux<String> apply(String roomId, List<Entry> entries) {
        return memberships(roomId, entries).concatWith(messages.apply(entries).then(Mono.empty()));
    }

    private Flux<String> memberships(String roomId, List<Entry> entries) {
        return Flux.fromIterable(steps(entries))
                .concatMap(step -> effects(roomId, step))
                .filter(effects -> !effects.isEmpty())
                .concatMap(effects -> members(roomId, effects).then(rooms(roomId, effects))
                        .thenMany(Flux.fromIterable(effects.keySet())));
    }

    /** What happens to everybody stands alone, since whom it concerns is only known when all before it is applied. */
    private static List<List<Entry>> steps(List<Entry> entries) {
        var steps = new ArrayList<List<Entry>>();
        var step = new ArrayList<Entry>();
        for (var entry : entries) {
            if (entry.data() instanceof RoomDeleted) {
                steps.add(List.copyOf(step));
                steps.add(List.of(entry));
                step.clear();
            } else if (changesMembers(entry)) {
                step.add(entry);
            }
        }
        steps.add(step);
        return steps;
    }

    private Mono<Map<String, List<Effect>>> effects(String roomId, List<Entry> step) {
        if (step.size() == 1 && step.getFirst().data() instanceof RoomDeleted) {
            long seq = step.getFirst().seq();
            return folds.everybody(roomId).collectMap(UnaryOperator.identity(),
                    userId -> List.of(new Effect(seq, new MemberRemoved(userId, Reason.REMOVED))));
        }
        var effects = new LinkedHashMap<String, List<Effect>>();
        for (var entry : step) {
            if (entry.data() instanceof MemberChange change) {
                effects.computeIfAbsent(change.userId(), _ -> new ArrayList<>()).add(new Effect(entry.seq(), change));
            }
        }
        return Mono.just(effects);
    }

    private Mono<Boolean> members(String roomId, Map<String, List<Effect>> effects) {
        return untilStored(Mono.defer(() -> folds.memberships(roomId, effects.keySet())
                .collectMap(Membership::userId)
                .flatMap(known -> folds.storeMemberships(changes(effects,
                        userId -> known.getOrDefault(userId, Membership.none(roomId, userId)),
                        (member, effect) -> member.after(effect.change(), effect.seq(), properties.reunions()))))));
    }

    private Mono<Boolean> rooms(String roomId, Map<String, List<Effect>> effects) {
        return untilStored(Mono.defer(() -> folds.rooms(effects.keySet())
                .collectMap(RoomList::userId)
                .flatMap(known -> folds.storeRooms(changes(effects,
                        userId -> known.getOrDefault(userId, RoomList.none(userId)),
                        (rooms, effect) -> rooms.after(roomId, effect.change(), effect.seq(),
                                properties.departures()))))));
    }

    /** What somebody else changed meanwhile is read again. */
    private static Mono<Boolean> untilStored(Mono<Boolean> stored) {
        return stored.filter(Boolean::booleanValue).repeatWhenEmpty(TRIES, again -> again);
    }

    private static <T> List<Change<T>> changes(Map<String, List<Effect>> effects, Function<String, T> known,
            BiFunction<T, Effect, T> after) {
        var changes = new ArrayList<Change<T>>();
        effects.forEach((userId, happening) -> {
            var before = known.apply(userId);
            var next = before;
            for (var effect : happening) {
                next = after.apply(next, effect);
            }
            if (!next.equals(before)) {
                changes.add(new Change<>(before, next));
            }
        });
        return changes;
    }
}
