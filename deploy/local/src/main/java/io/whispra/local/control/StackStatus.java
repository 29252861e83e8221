package io.whispra.local.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The stack at one moment.
 *
 * @param state     {@code starting}, {@code ready}, {@code degraded} while a part is not, {@code stopping}
 * @param url       what to open
 * @param pid       of the supervisor
 * @param data      the data folder
 * @param startedAt when the supervisor was started
 * @param parts     in the order in which they start
 */
public record StackStatus(String state, String url, long pid, String data, Instant startedAt, List<PartStatus> parts) {

    public static final String READY = "ready";

    public StackStatus {
        parts = List.copyOf(parts);
    }

    /** The part of that name. */
    public Optional<PartStatus> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    public boolean isReady() {
        return state.equals(READY);
    }
}
