package io.whispra.message.fold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
     *
     * @param setting the room's before them
     */
    Flux<String> apply(String roomId, Setting setting, List<Entry> entries) {
        return memberships(roomId, steps(setting, entries)).concatWith(messages.apply(entries).then(Mono.empty()));
    }

    private Flux<String> memberships(String roomId, List<Step> steps) {
        return Flux.fromIterable(steps)
                .concatMap(step -> effects(roomId, step))
                .filter(effects -> !effects.isEmpty())
                .concatMap(effects -> members(roomId, effects).then(rooms(roomId, effects))
                        .thenMany(Flux.fromIterable(effects.keySet())));
    }

    /** What happens to some people, or at one entry to everybody: whom that is is only known when all before it is applied. */
    private sealed interface Step {

        record Some(List<Effect> effects) implements Step {}

        record Everybody(long removedAt) implements Step {}
    }

    private static List<Step> steps(Setting before, List<Entry> entries) {
        var steps = new ArrayList<Step>();
        var effects = new ArrayList<Effect>();
        var setting = before;
        for (var entry : entries) {
            setting = setting.after(entry);
            if (entry.data() instanceof RoomDeleted) {
                steps.add(new Step.Some(List.copyOf(effects)));
                steps.add(new Step.Everybody(entry.seq()));
                effects.clear();
            } else if (entry.data() instanceof MemberChange change) {
                effects.add(Effect.of(entry.seq(), change, setting));
            }
        }
        steps.add(new Step.Some(effects));
        return steps;
    }

    private Mono<Map<String, List<Effect>>> effects(String roomId, Step step) {
        return switch (step) {
            case Step.Some some -> Mono.just(some.effects()
                    .stream()
                    .collect(Collectors.groupingBy(effect -> effect.change().userId(), LinkedHashMap::new,
                            Collectors.toList())));
            case Step.Everybody(long seq) -> folds.everybody(roomId)
                    .collectMap(UnaryOperator.identity(),
                            userId -> List.of(new Effect(seq, new MemberRemoved(userId, Reason.REMOVED), null)));
        };
    }

    private Mono<Boolean> members(String roomId, Map<String, List<Effect>> effects) {
        return untilStored(Mono.defer(() -> folds.memberships(roomId, effects.keySet())
                .collectMap(Membership::userId)
                .flatMap(known -> folds.storeMemberships(changes(effects,
                        userId -> known.getOrDefault(userId, Membership.none(roomId, userId)),
                        (member, effect) -> member.after(effect, properties.reunions()))))));
    }

    private Mono<Boolean> rooms(String roomId, Map<String, List<Effect>> effects) {
        return untilStored(Mono.defer(() -> folds.rooms(effects.keySet())
                .collectMap(RoomList::userId)
                .flatMap(known -> folds.storeRooms(changes(effects,
                        userId -> known.getOrDefault(userId, RoomList.none(userId)),
                        (rooms, effect) -> rooms.after(roomId, effect, properties.departures()))))));
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
