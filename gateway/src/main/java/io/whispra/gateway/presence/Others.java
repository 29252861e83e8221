package io.whispra.gateway.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The people on other gateways, as these say. For one thread. */
final class Others {

    private final PresenceProperties properties;
    private final Map<String, Neighbour> gateways = new HashMap<>();
    private int people;

    /** Another gateway. */
    private static final class Neighbour {

        private final Map<String, State> people = new HashMap<>();
        private long seenAt;
    }

    /** A gateway that was not heard of for too long, and who was on it. */
    record Dead(String gatewayId, Set<String> userIds) {}

    Others(PresenceProperties properties) {
        this.properties = properties;
    }

    /** Takes note; returns who may be in another state now. */
    List<String> take(Report report, long now) {
        if (report.userId() == null && report.state() == State.OFFLINE) {
            return List.copyOf(forget(report.gatewayId()));
        }
        var gateway = gateways.get(report.gatewayId());
        if (gateway == null) {
            if (gateways.size() >= properties.gateways() || report.state() == State.OFFLINE) {
                return List.of();
            }
            gateway = new Neighbour();
            gateways.put(report.gatewayId(), gateway);
        }
        gateway.seenAt = now;
        return report.userId() == null ? List.of() : place(gateway, report.userId(), report.state());
    }

    /** Drops the gateways that were not heard of for too long. */
    List<Dead> dead(long now) {
        var silent = gateways.entrySet().stream()
                .filter(gateway -> now - gateway.getValue().seenAt >= properties.deadAfter().toNanos())
                .map(Map.Entry::getKey)
                .toList();
        var dead = new ArrayList<Dead>();
        silent.forEach(gatewayId -> dead.add(new Dead(gatewayId, forget(gatewayId))));
        return dead;
    }

    State state(String userId) {
        return gateways.values().stream()
                .map(gateway -> gateway.people.getOrDefault(userId, State.OFFLINE))
                .reduce(State.OFFLINE, State::or);
    }

    private List<String> place(Neighbour gateway, String userId, State state) {
        var before = gateway.people.getOrDefault(userId, State.OFFLINE);
        if (before == state || (before == State.OFFLINE && people >= properties.people())) {
            return List.of();
        }
        if (state == State.OFFLINE) {
            gateway.people.remove(userId);
            people--;
        } else {
            gateway.people.put(userId, state);
            people += before == State.OFFLINE ? 1 : 0;
        }
        return List.of(userId);
    }

    private Set<String> forget(String gatewayId) {
        var gateway = gateways.remove(gatewayId);
        if (gateway == null) {
            return Set.of();
        }
        people -= gateway.people.size();
        return gateway.people.keySet();
    }
}
