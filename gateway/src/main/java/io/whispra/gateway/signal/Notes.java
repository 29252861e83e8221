package io.whispra.gateway.signal;

import java.util.LinkedHashMap;
import java.util.Map;

import io.whispra.gateway.signal.Signal.Read;
import io.whispra.gateway.signal.Signal.Settings;
import io.whispra.gateway.signal.Signal.Typing;
import io.whispra.gateway.socket.Event;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What clients are told of signals: `room.signal` to others, which may be dropped; `user.event` to the person. */
@Component
final class Notes {

    private static final String SIGNAL = "room.signal";
    private static final String OWN = "user.event";

    private final JsonMapper json;
    private final long typingLife;

    Notes(JsonMapper json, SignalProperties properties) {
        this.json = json;
        this.typingLife = properties.typingLife().toMillis();
    }

    Event typing(Typing typing) {
        var data = room(typing.roomId(), "kind", "typing");
        data.put("userId", typing.userId());
        data.put("on", typing.on());
        data.put("expiresInMs", typingLife);
        return Event.lossy(SIGNAL, json.writeValueAsBytes(data));
    }

    Event markers(String roomId, Map<String, Long> markers) {
        var data = room(roomId, "kind", "read");
        data.put("markers", markers);
        return Event.lossy(SIGNAL, json.writeValueAsBytes(data));
    }

    Event own(Read read) {
        var data = room(read.roomId(), "type", "room.read");
        data.put("lastReadSeq", read.seq());
        data.put("lastReadNumber", read.number());
        data.put("unread", read.unread());
        data.put("mentions", read.mentions());
        return Event.of(OWN, json.writeValueAsBytes(data));
    }

    Event own(Settings settings) {
        var data = room(settings.roomId(), "type", "room.settings");
        data.put("muted", settings.muted());
        data.put("archived", settings.archived());
        return Event.of(OWN, json.writeValueAsBytes(data));
    }

    private static Map<String, Object> room(String roomId, String discriminator, String value) {
        var data = new LinkedHashMap<String, Object>();
        data.put("roomId", roomId);
        data.put(discriminator, value);
        return data;
    }
}
