package io.whispra.gateway.chat;

import java.util.LinkedHashMap;
import java.util.Map;

import io.whispra.gateway.presence.PresenceProperties;
import io.whispra.gateway.presence.Watching;
import io.whispra.gateway.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** `presence.watch`: tells how people are, and from now on what changes. */
@Component("presence.watch")
final class WatchPeople implements Action {

    private final Watching watching;
    private final PresenceProperties properties;
    private final JsonMapper json;

    WatchPeople(Watching watching, PresenceProperties properties, JsonMapper json) {
        this.watching = watching;
        this.properties = properties;
        this.json = json;
    }

    @Override
    public Mono<byte[]> answer(ChatSession session, Payload payload) {
        var userIds = payload.ids("userIds", properties.watched())
                .orElseThrow(() -> Refusal.field("/userIds", "required", "userIds is required."));
        return watching.watch(session.id(), session.listener(), userIds).map(states -> {
            var codes = new LinkedHashMap<String, String>();
            states.forEach((userId, state) -> codes.put(userId, state.code()));
            return json.writeValueAsBytes(Map.of("states", codes));
        });
    }
}
