package io.whispra.room.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** One thing that a change did to a room: an entry of its log, and what is folded into the participants. */
public sealed interface Fact {

    /** The kind of the log entry. */
    String kind();

    /** The data of the log entry, as it travels; the order of the keys is fixed, because the log compares repeats. */
    Map<String, Object> data();

    /**
     * The room came to be; its creator and first participants follow as additions.
     *
     * @param history absent if newcomers see everything
     */
    record Created(@Nullable String name, RoomType type, @Nullable String description, @Nullable String avatarUrl,
            @Nullable History history) implements Fact {
        @Override
        public String kind() {
            return "room.created";
        }

        @Override
        public Map<String, Object> data() {
            var data = new LinkedHashMap<String, Object>();
            putIfAny(data, "name", name);
            data.put("type", type.wire());
            putIfAny(data, "description", description);
            putIfAny(data, "avatarUrl", avatarUrl);
            putIfAny(data, "history", history == null ? null : history.wire());
            return data;
        }
    }

    /** Of a room's settings these are new; what is empty was taken away, what is absent is as it was. */
    record Updated(@Nullable String name, @Nullable String description, @Nullable String avatarUrl,
            @Nullable History history) implements Fact {
        @Override
        public String kind() {
            return "room.updated";
        }

        @Override
        public Map<String, Object> data() {
            var data = new LinkedHashMap<String, Object>();
            putIfAny(data, "name", name);
            putIfAny(data, "description", description);
            putIfAny(data, "avatarUrl", avatarUrl);
            putIfAny(data, "history", history == null ? null : history.wire());
            return data;
        }
    }

    /** The room is over: whoever was in it still is out, and nobody sees it any more. */
    record Deleted() implements Fact {
        @Override
        public String kind() {
            return "room.deleted";
        }

        @Override
        public Map<String, Object> data() {
            return Map.of();
        }
    }

    /** Somebody is in the room from this entry on. */
    record Added(String userId, Role role) implements Fact {
        @Override
        public String kind() {
            return "member.added";
        }

        @Override
        public Map<String, Object> data() {
            return ordered("userId", userId, "role", role.wire());
        }
    }

    /** Somebody is out of the room from this entry on. */
    record Removed(String userId, Reason reason) implements Fact {
        @Override
        public String kind() {
            return "member.removed";
        }

        @Override
        public Map<String, Object> data() {
            return ordered("userId", userId, "reason", reason.wire());
        }
    }

    /** Somebody has another role. */
    record RoleSet(String userId, Role role) implements Fact {
        @Override
        public String kind() {
            return "member.role";
        }

        @Override
        public Map<String, Object> data() {
            return ordered("userId", userId, "role", role.wire());
        }
    }

    /** Whether a person went or was sent. */
    enum Reason {
        LEFT,
        REMOVED;

        String wire() {
            return this == LEFT ? "left" : "removed";
        }
    }

    /** The fact that has this kind and data: the inverse of {@link #kind()} and {@link #data()}. */
    static Fact of(String kind, Map<String, Object> data) {
        return switch (kind) {
            case "room.created" -> new Created(textIfAny(data, "name"), RoomType.of(text(data, "type")),
                    textIfAny(data, "description"), textIfAny(data, "avatarUrl"), history(data));
            case "room.updated" -> new Updated(textIfAny(data, "name"), textIfAny(data, "description"),
                    textIfAny(data, "avatarUrl"), history(data));
            case "room.deleted" -> new Deleted();
            case "member.added" -> new Added(text(data, "userId"), Role.of(text(data, "role")));
            case "member.removed" -> new Removed(text(data, "userId"),
                    "left".equals(data.get("reason")) ? Reason.LEFT : Reason.REMOVED);
            case "member.role" -> new RoleSet(text(data, "userId"), Role.of(text(data, "role")));
            default -> throw new IllegalArgumentException("no fact is of the kind '" + kind + "'");
        };
    }

    private static Map<String, Object> ordered(String key, Object value, String nextKey, Object nextValue) {
        var data = new LinkedHashMap<String, Object>();
        data.put(key, value);
        data.put(nextKey, nextValue);
        return data;
    }

    private static void putIfAny(Map<String, Object> data, String key, @Nullable String value) {
        if (value != null) {
            data.put(key, value);
        }
    }

    private static @Nullable History history(Map<String, Object> data) {
        return data.containsKey("history") ? History.of(text(data, "history")) : null;
    }

    private static @Nullable String textIfAny(Map<String, Object> data, String key) {
        return data.containsKey(key) ? text(data, key) : null;
    }

    private static String text(Map<String, Object> data, String key) {
        if (data.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("'" + key + "' is not a text");
    }
}
