package io.whispra.gateway.chat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.whispra.gateway.hub.Entry;
import io.whispra.gateway.upstream.UserRooms;
import tools.jackson.databind.json.JsonMapper;

/** The answer of `sync` while it grows, up to its limit in bytes. */
final class SyncAnswer {

    private static final int PUNCTUATION = 6;

    private final JsonMapper json;
    private final String epoch;
    private final List<Heads.Head> heads;
    private final List<Behind> behind = new ArrayList<>();
    private final Set<String> limited = new LinkedHashSet<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final Set<String> more = new LinkedHashSet<>();
    private final Map<String, List<Entry>> entries = new LinkedHashMap<>();
    private long left;

    /** A room of which the client lacks all from `after` to `headSeq`. */
    record Behind(String roomId, long after, long headSeq) {}

    /** What the client lacks of a room, unless it is in it no longer. */
    record Found(Behind room, List<Entry> entries, boolean isMember) {}

    private record Frame(String epoch, String serverTime, List<Heads.Head> heads, Set<String> limited,
            Set<String> removed, Set<String> more) {}

    SyncAnswer(SyncRequest request, UserRooms rooms, List<Heads.Head> heads, JsonMapper json) {
        this.json = json;
        this.epoch = rooms.epoch();
        this.heads = heads;
        var byId = rooms.rooms().stream().collect(Collectors.toMap(UserRooms.Head::roomId, Function.identity()));
        request.rooms().forEach((roomId, seq) -> {
            var room = byId.get(roomId);
            if (room == null) {
                removed.add(roomId);
            } else if (seq > room.headSeq() || room.headSeq() - seq > request.limit() || seq + 1 < room.firstSeq()) {
                limited.add(roomId);
            } else if (seq < room.headSeq()) {
                behind.add(new Behind(roomId, seq, room.headSeq()));
                more.add(roomId);
            }
        });
    }

    /** The same with a bound. */
    SyncAnswer within(long bytes) {
        left = bytes - frame().length;
        return this;
    }

    List<Behind> behind() {
        return behind;
    }

    boolean isFull() {
        return left <= 0;
    }

    /** Takes as much of a room as fits. The first entry of all always does, so that every sync gets somewhere. */
    void add(Found found) {
        var roomId = found.room().roomId();
        if (!found.isMember()) {
            more.remove(roomId);
            removed.add(roomId);
            return;
        }
        left -= roomId.length() + PUNCTUATION;
        var taken = new ArrayList<Entry>();
        for (var entry : found.entries()) {
            var size = entry.event().json().length + 1;
            if (size > left && !(entries.isEmpty() && taken.isEmpty())) {
                left = 0;
                break;
            }
            left -= size;
            taken.add(entry);
        }
        if (!taken.isEmpty()) {
            entries.put(roomId, taken);
        }
        if (taken.size() == found.entries().size()) {
            more.remove(roomId);
        }
    }

    byte[] bytes() {
        var frame = new String(frame(), StandardCharsets.UTF_8);
        var answer = new RawJson().raw(frame.substring(0, frame.length() - 1)).raw(",\"entries\":{");
        var separator = "";
        for (var room : entries.entrySet()) {
            answer.raw(separator + '"' + room.getKey() + "\":").array(room.getValue());
            separator = ",";
        }
        return answer.raw("}}").bytes();
    }

    private byte[] frame() {
        return json.writeValueAsBytes(
                new Frame(epoch, Times.rfc3339(Instant.now()), heads, limited, removed, more));
    }
}
