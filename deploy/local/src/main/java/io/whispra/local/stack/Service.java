package io.whispra.local.stack;

import java.util.Locale;

/** The services of Whispra, in the order in which they are shown. */
public enum Service {
    AUTH_SERVICE(1, "whispra_auth"),
    ROOM_SERVICE(2, "whispra_rooms"),
    MESSAGE_SERVICE(3,
            "whispra_messages"),
    MEDIA_SERVICE(4, "whispra_media"),
    GATEWAY(0, "");

    private static final int MANAGEMENT = 10;

    private final int offset;
    private final String database;

    Service(int offset, String database) {
        this.offset = offset;
        this.database = database;
    }

    /** Its folder in the repository and what it is called in commands. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The variable in which others find its address; the gateway is nobody's. */
    String addressVariable() {
        return name() + "_URL";
    }

    /** The variable that may name the heap of its instances. */
    String memoryVariable() {
        return name() + "_MEMORY";
    }

    /** The database that it owns; empty if it has none. */
    String database() {
        return database;
    }

    int port(int base) {
        return base + offset;
    }

    int managementPort(int base) {
        return base + MANAGEMENT + offset;
    }
}
