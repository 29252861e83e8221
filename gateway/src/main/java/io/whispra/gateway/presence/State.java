package io.whispra.gateway.presence;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How somebody is there. Of several connections the last in this order counts. */
public enum State {
    OFFLINE,
    AWAY,
    ONLINE,
    /** Chosen by the person. */
    BUSY;

    /** As it travels. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a connection may say of itself. */
    public static Optional<State> ofConnection(String code) {
        return Stream.of(AWAY, ONLINE, BUSY).filter(state -> state.code().equals(code)).findFirst();
    }

    State or(State other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
