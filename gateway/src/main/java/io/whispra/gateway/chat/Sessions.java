package io.whispra.gateway.chat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.whispra.gateway.presence.Presence;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Bye;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The sessions that are open on this gateway, bounded in all and for each user. */
@Component
final class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final ChatProperties properties;
    private final Presence presence;
    private final Map<String, Deque<ChatSession>> byUser = new HashMap<>();
    private int count;
    private @Nullable String epoch;

    Sessions(ChatProperties properties, Presence presence) {
        this.properties = properties;
        this.presence = presence;
    }

    /** Lets one more in; the user's oldest goes if there are too many. Refuses when this gateway is full. */
    void admit(ChatSession session) {
        var oldest = tryAdmit(session);
        if (oldest != null) {
            oldest.close(Bye.of(new Refusal(ProblemType.REPLACED,
                    "This user has too many connections; a newer one took this place.")));
        }
    }

    /** Those of a user, the oldest first. */
    synchronized List<ChatSession> of(String userId) {
        var open = byUser.get(userId);
        return open == null ? List.of() : List.copyOf(open);
    }

    synchronized boolean isEmpty() {
        return count == 0;
    }

    /** It is ready: its user is there. */
    void opened(ChatSession session) {
        presence.entered(session.id(), session.listener());
    }

    synchronized void remove(ChatSession session) {
        var userId = session.caller().userId();
        presence.left(session.id(), userId);
        var open = byUser.get(userId);
        if (open != null && open.remove(session)) {
            count--;
            if (open.isEmpty()) {
                byUser.remove(userId);
            }
        }
    }

    /** Sends everybody away for a moment when the epoch is another: nothing that was known of any room is true any more. */
    void seen(String current) {
        for (var session : outdated(current)) {
            session.close(Bye.of(Refusal.unavailable("The server was restored from a backup.", soon())));
        }
    }

    private synchronized @Nullable ChatSession tryAdmit(ChatSession session) {
        var open = byUser.get(session.caller().userId());
        var oldest = open != null && open.size() >= properties.sessionsPerUser() ? open.getFirst() : null;
        if (oldest == null && count >= properties.maxSessions()) {
            throw Refusal.unavailable("This server has as many connections as it can hold.", LATER);
        }
        byUser.computeIfAbsent(session.caller().userId(), _ -> new ArrayDeque<>()).addLast(session);
        count++;
        return oldest;
    }

    private synchronized List<ChatSession> outdated(String current) {
        var previous = epoch;
        epoch = current;
        if (previous == null || previous.equals(current)) {
            return List.of();
        }
        log.warn("The epoch of the message service changed; all {} sessions are closed to begin anew", count);
        return byUser.values().stream().flatMap(Deque::stream).toList();
    }

    private Duration soon() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(properties.comeBack().toMillis() + 1));
    }
}
