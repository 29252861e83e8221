package io.whispra.message.append;

import java.util.List;

import io.whispra.message.entry.Messages;
import io.whispra.message.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Appending to rooms' logs. */
@Component
public class Appends {

    private final Lanes lanes;
    private final Messages messages;
    private final AppendProperties properties;

    Appends(Lanes lanes, Messages messages, AppendProperties properties) {
        this.lanes = lanes;
        this.messages = messages;
        this.properties = properties;
    }

    /**
     * Appends one entry.
     *
     * @return the entry as it is in the log, durably, or the earlier one with the same clientId; empty if by its rule there is nothing
     *         to append
     * @throws Refusal room-not-found if the author is a person who is not in the room at that point of the log, what the
     *                 rule refuses with, client-id-reused if the earlier one says something else, unavailable if the outcome is not
     *                 known: the same draft may be appended again
     */
    public Mono<Appended> append(String roomId, Draft draft) {
        return append(roomId, List.of(draft)).flatMap(outcomes -> Mono.justOrEmpty(outcomes.stream().findFirst()));
    }

    /**
     * What the author appended to the room under the clientId; empty if nothing.
     *
     * @throws Refusal client-id-reused if it says something else
     */
    public Mono<Appended> earlier(String roomId, Draft draft) {
        var pending = new Pending(draft);
        return messages.find(roomId, draft.author().senderId(), draft.clientId()).flatMap(entry -> {
            pending.repeats(entry);
            return pending.outcome();
        });
    }

    /** Appends entries in this order, as by {@link #append(String, Draft)}; fails if one of them does. */
    public Mono<List<Appended>> append(String roomId, List<Draft> drafts) {
        return Mono.defer(() -> {
            var pending = drafts.stream().map(Pending::new).toList();
            lanes.enter(roomId, pending);
            return Flux.fromIterable(pending)
                    .concatMap(Pending::outcome)
                    .collectList()
                    // The last one first: what is begun of an order that nobody waits for is its beginning.
                    .doFinally(_ -> pending.reversed().forEach(Pending::abandon));
        }).timeout(properties.timeout());
    }
}
