package io.whispra.gateway.presence;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.whispra.gateway.kafka.TopicWriter;
import io.whispra.gateway.kafka.TopicWriter.Outgoing;
import tools.jackson.databind.json.JsonMapper;

/** Tells other gateways who is on this one. What could not be told is told later, as it is then. For one thread. */
final class Reports {

    private static final int AT_ONCE = 500;

    private final String gatewayId;
    private final TopicWriter writer;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, State> said = new HashMap<>();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final Deque<String> remains = new ArrayDeque<>();

    Reports(String gatewayId, TopicWriter writer, JsonMapper json, Clock clock) {
        this.gatewayId = gatewayId;
        this.writer = writer;
        this.json = json;
        this.clock = clock;
    }

    String gatewayId() {
        return gatewayId;
    }

    /** Says how somebody is, unless that was said already. */
    void say(String userId, State state) {
        var before = state == State.OFFLINE ? said.remove(userId) : said.put(userId, state);
        if (before != state && !(before == null && state == State.OFFLINE)) {
            write(userId, state);
        }
    }

    /** Somebody else wiped out what was said: says it again. */
    void wiped(String userId) {
        var state = said.get(userId);
        if (state != null) {
            write(userId, state);
        }
    }

    void heartbeat() {
        var beat = new LinkedHashMap<String, Object>();
        beat.put("gatewayId", gatewayId);
        beat.put("at", clock.instant().toString());
        writer.write(new Outgoing(Report.key(gatewayId, null), json.writeValueAsString(beat), Map.of()), () -> {});
        for (var userId : List.copyOf(failed)) {
            failed.remove(userId);
            write(userId, said.getOrDefault(userId, State.OFFLINE));
        }
    }

    /** Takes a dead gateway's words out of the topic. */
    void bury(Others.Dead dead) {
        dead.userIds().forEach(userId -> remains.add(Report.key(dead.gatewayId(), userId)));
        remains.add(Report.key(dead.gatewayId(), null));
    }

    /** A part of what is to be taken out. */
    void dig() {
        for (var i = 0; i < AT_ONCE && !remains.isEmpty(); i++) {
            writer.write(new Outgoing(remains.remove(), null, Map.of()), () -> {});
        }
    }

    private void write(String userId, State state) {
        writer.write(new Outgoing(Report.key(gatewayId, userId), state == State.OFFLINE ? null : value(userId, state),
                Map.of()), () -> failed.add(userId));
    }

    private String value(String userId, State state) {
        var value = new LinkedHashMap<String, Object>();
        value.put("gatewayId", gatewayId);
        value.put("userId", userId);
        value.put("state", state.code());
        return json.writeValueAsString(value);
    }
}
