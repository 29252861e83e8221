package io.whispra.media.upload;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.springframework.stereotype.Component;

/** How large and how long uploads by a link may be. */
@Component
final class Bounds {
    private final Sizes sizes;
    private final UploadProperties properties;
    private final Clock clock;

    Bounds(Sizes sizes, UploadProperties properties, Clock clock) {
        this.sizes = sizes;
        this.properties = properties;
        this.clock = clock;
    }

    /** As {@link Sizes#require}. */
    void require(String type, long size) {
        sizes.require(type, size);
    }

    Duration linkLifetime() {
        return properties.linkLifetime();
    }

    /** Until when an upload by a link that is given out now may end: it may begin as long as the link works. */
    Instant incomingUntil() {
        return attemptUntil().plus(properties.linkLifetime());
    }

    /** Until when an attempt to take in that begins now has ended. */
    Instant attemptUntil() {
        return clock.instant().plus(properties.timeLimit()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Until when what was on its way to the store when an upload was cut has arrived there. */
    Instant lastCallUntil() {
        return clock.instant().plus(properties.lastCall());
    }
}
