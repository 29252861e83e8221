package io.whispra.gateway.chat;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.hub.Listener;
import io.whispra.gateway.hub.Membership;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Event;
import io.whispra.gateway.upstream.MessageService;
import io.whispra.gateway.upstream.UserRooms;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Asks which rooms a user is in, and subscribes by that answer. */
@Component
final class Joining {

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Hub hub;
    private final MessageService messages;
    private final Sessions sessions;

    Joining(Hub hub, MessageService messages, Sessions sessions) {
        this.hub = hub;
        this.messages = messages;
        this.sessions = sessions;
    }

    /** The rooms of a user. */
    Mono<UserRooms> rooms(String userId) {
        return messages.rooms(userId).doOnNext(rooms -> sessions.seen(rooms.epoch()));
    }

    /** The rooms of a listener's user, when it is subscribed to all of them. */
    Mono<UserRooms> joinAll(Listener listener) {
        return Mono.defer(() -> {
            var ticket = hub.ticket();
            return rooms(listener.userId())
                    .flatMap(rooms -> hub.join(listener, ticket, memberships(rooms)).map(Joining::inTime)
                            .thenReturn(rooms));
        }).transform(Joining::again);
    }

    /** Subscribes to one room, if the user is a member. The introduction is sent unless it was subscribed already. */
    Mono<Void> join(Listener listener, String roomId, Function<UserRooms.Head, Event> introduction) {
        return Mono.defer(() -> {
            var ticket = hub.ticket();
            return messages.member(roomId, listener.userId())
                    .flatMap(room -> hub.join(listener, ticket, room.membership(), introduction.apply(room)))
                    .map(Joining::inTime);
        }).transform(Joining::again).then();
    }

    private static List<Membership> memberships(UserRooms rooms) {
        return rooms.rooms().stream().map(UserRooms.Head::membership).toList();
    }

    private static boolean inTime(boolean joined) {
        if (!joined) {
            throw new TooLate();
        }
        return true;
    }

    private static <T> Mono<T> again(Mono<T> attempt) {
        return attempt.retryWhen(Retry.fixedDelay(ATTEMPTS - 1L, PAUSE).filter(TooLate.class::isInstance))
                .onErrorMap(e -> e.getCause() instanceof TooLate,
                        _ -> Refusal.unavailable("Too much happens right now.", SOON));
    }

    /** More happened between the question and the answer than the hub remembers. */
    private static final class TooLate extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLate() {
            super("the hub no longer knows what came since the ticket", null, false, false);
        }
    }
}
