package io.whispra.gateway.chat;

import java.util.LinkedHashMap;
import java.util.Map;

import io.whispra.gateway.revocation.UserEvent.SessionRevoked;
import io.whispra.gateway.revocation.UserEvent.UserDeleted;
import io.whispra.gateway.revocation.UserEvent.UserUpdated;
import io.whispra.gateway.socket.Event;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** `user.event`: what clients are told of people. */
@Component
final class UserNotices {

    private final JsonMapper json;

    UserNotices(JsonMapper json) {
        this.json = json;
    }

    /** For the other connections of the same person. */
    Event revoked(SessionRevoked event) {
        return of(Map.of("type", "session.revoked", "sessionId", event.sessionId()));
    }

    Event updated(UserUpdated event) {
        var data = new LinkedHashMap<String, Object>();
        data.put("type", "user.updated");
        data.put("userId", event.userId());
        data.put("name", event.name());
        if (event.avatarUrl() != null) {
            data.put("avatarUrl", event.avatarUrl());
        }
        return of(data);
    }

    Event deleted(UserDeleted event) {
        return of(Map.of("type", "user.deleted", "userId", event.userId()));
    }

    private Event of(Map<String, Object> data) {
        return Event.of("user.event", json.writeValueAsBytes(data));
    }
}
