package io.whispra.gateway.socket;

/**
 * An event for clients: a name and its payload as JSON in UTF-8. An event is encoded at most once per protocol, and all who
 * receive it share those bytes, so one instance is to be handed to everybody.
 */
public final class Event {

    private final String name;
    private final byte[] json;
    private final boolean lossy;

    private Event(String name, byte[] json, boolean lossy) {
        this.name = name;
        this.json = json;
        this.lossy = lossy;
    }

    /** An event that a client must get, or be closed. The array is not copied and must not change. */
    public static Event of(String name, byte[] json) {
        return new Event(name, json, false);
    }

    /** An event that may be dropped for a client that reads slowly. */
    public static Event lossy(String name, byte[] json) {
        return new Event(name, json, true);
    }

    public String name() {
        return name;
    }

    public byte[] json() {
        return json;
    }

    public boolean lossy() {
        return lossy;
    }
}
