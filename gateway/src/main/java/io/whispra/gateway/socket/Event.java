package io.whispra.gateway.socket;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * An event for clients: a name and its payload as JSON in UTF-8. An event is encoded at most once per protocol, and all who
 * receive it share those bytes, so one instance is to be handed to everybody.
 */
public final class Event {

    private final String name;
    private final byte[] json;
    private final boolean lossy;
    private volatile @Nullable Frame plain;
    private volatile @Nullable Frame socketIo;

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

    /** The event in the language of the protocol; only the first call encodes. */
    public Frame frame(Protocol protocol, Function<Event, Frame> encoder) {
        var known = known(protocol);
        return known == null ? encode(protocol, encoder) : known;
    }

    private @Nullable Frame known(Protocol protocol) {
        return switch (protocol) {
            case PLAIN -> plain;
            case SOCKET_IO -> socketIo;
        };
    }

    private synchronized Frame encode(Protocol protocol, Function<Event, Frame> encoder) {
        var known = known(protocol);
        if (known != null) {
            return known;
        }
        var frame = encoder.apply(this);
        switch (protocol) {
            case PLAIN -> plain = frame;
            case SOCKET_IO -> socketIo = frame;
        }
        return frame;
    }
}
