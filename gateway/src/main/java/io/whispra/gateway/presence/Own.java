package io.whispra.gateway.presence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The people on this gateway's connections. For one thread. */
final class Own {

    private final long grace;
    private final Map<String, Person> people = new HashMap<>();
    private final Deque<Leaving> leaving = new ArrayDeque<>();

    /** Somebody with connections, or who had some a moment ago. */
    private static final class Person {

        private final Map<String, State> sessions = new HashMap<>();
        private State last = State.OFFLINE;
        private long until;
    }

    private record Leaving(String userId, long until) {}

    /** With the time for which somebody stays without a connection. */
    Own(long grace) {
        this.grace = grace;
    }

    /** A connection came, or says something else of itself. */
    void set(String userId, String sessionId, State state) {
        people.computeIfAbsent(userId, _ -> new Person()).sessions.put(sessionId, state);
    }

    boolean has(String userId, String sessionId) {
        var person = people.get(userId);
        return person != null && person.sessions.containsKey(sessionId);
    }

    /** A connection went. The last one leaves the person as they were for a while. */
    void leave(String userId, String sessionId, long now) {
        var person = people.get(userId);
        if (person == null || !person.sessions.containsKey(sessionId)) {
            return;
        }
        var before = state(userId);
        person.sessions.remove(sessionId);
        if (person.sessions.isEmpty()) {
            person.last = before;
            person.until = now + grace;
            leaving.add(new Leaving(userId, person.until));
        }
    }

    /** Those who did not come back in time. */
    List<String> gone(long now) {
        var gone = new ArrayList<String>();
        for (var next = leaving.peek(); next != null && now - next.until() >= 0; next = leaving.peek()) {
            leaving.remove();
            var person = people.get(next.userId());
            if (person != null && person.sessions.isEmpty() && person.until == next.until()) {
                people.remove(next.userId());
                gone.add(next.userId());
            }
        }
        return gone;
    }

    State state(String userId) {
        var person = people.get(userId);
        if (person == null) {
            return State.OFFLINE;
        }
        return person.sessions.isEmpty()
                ? person.last
                : person.sessions.values().stream().reduce(State.OFFLINE, State::or);
    }
}
