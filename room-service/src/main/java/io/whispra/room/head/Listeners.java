package io.whispra.room.head;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.whispra.room.membership.Participant;
import io.whispra.room.membership.Participants;
import io.whispra.room.membership.Participants.Heard;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps what entries do to the people of their rooms: who writes has read, who is spoken to has an unread mention until they read on, or the
 * message is deleted or speaks to them no more. RATIONALE.md says why repeats do no harm.
 */
@Component
class Listeners {

    private static final int ROOMS_AT_ONCE = 8;
    private static final int PEOPLE_AT_ONCE = 1_000;

    private final Participants participants;
    private final EntriesProperties properties;

    Listeners(Participants participants, EntriesProperties properties) {
        this.participants = participants;
        this.properties = properties;
    }

    /** One write for each person of a room; to be done before the room's head moves. */
    Mono<Void> keep(List<Advance> advances) {
        return Flux.fromIterable(advances)
                .filter(advance -> advance.upTo() > 0)
                .flatMap(this::heard, ROOMS_AT_ONCE)
                .flatMapIterable(heard -> heard)
                .buffer(PEOPLE_AT_ONCE)
                .concatMap(participants::keep)
                .then();
    }

    private Mono<List<Heard>> heard(Advance advance) {
        return spokenTo(advance).collectList().map(people -> {
            var heard = new HashMap<String, Heard>();
            advance.written().keySet().forEach(author -> heard.put(author, heard(advance, author, null)));
            people.forEach(person -> heard.put(person.userId(),
                    heard(advance, person.userId(), mentions(advance, person))));
            return new ArrayList<>(heard.values());
        });
    }

    /** Those who are in the room and whose mentions change. */
    private Flux<Participant> spokenTo(Advance advance) {
        var roomId = advance.roomId();
        var ids = new HashSet<String>();
        advance.speaking().values().stream().flatMap(Set::stream)
                .forEach(userId -> ids.add(Participant.id(roomId, userId)));
        var corrected = advance.corrected().keySet();
        var before = corrected.isEmpty() ? Flux.<Participant>empty() : participants.mentioned(roomId, corrected);
        return Flux.fromIterable(ids)
                .buffer(PEOPLE_AT_ONCE)
                .concatMap(participants::present)
                .concatWith(before)
                .distinct(Participant::userId);
    }

    /** Those that count no more go first; the oldest of too many go next. */
    private Collection<Long> mentions(Advance advance, Participant person) {
        var userId = person.userId();
        var read = person.lastReadSeq() == null ? 0 : person.lastReadSeq();
        var mentions = new TreeSet<>(person.mentioned());
        advance.corrected().forEach((seq, still) -> {
            if (!still.contains(userId)) {
                mentions.remove(seq);
            }
        });
        advance.speaking().forEach((seq, people) -> {
            if (people.contains(userId)) {
                mentions.add(seq);
            }
        });
        mentions.headSet(read, true).clear();
        while (mentions.size() > properties.mentions()) {
            mentions.pollFirst();
        }
        return mentions;
    }

    private static Heard heard(Advance advance, String userId, @Nullable Collection<Long> mentions) {
        var last = advance.written().get(userId);
        return new Heard(advance.roomId(), userId, advance.upTo(), last == null ? 0 : last.seq(),
                last == null ? 0 : last.number(), mentions == null ? null : List.copyOf(mentions));
    }
}
