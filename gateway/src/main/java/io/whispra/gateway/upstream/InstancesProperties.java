package io.whispra.gateway.upstream;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When another instance of a service is asked.
 *
 * @param silence  how long an instance may leave a request without an answer while there is another to ask; never more than half of the time
 *                 that is left
 * @param pause    how long an instance that was lost is asked after all others; doubled each time that it is tried again in vain
 * @param maxPause the longest pause
 */
@Validated
@ConfigurationProperties("whispra.instances")
record InstancesProperties(
        @DefaultValue("2s") Duration silence,
        @DefaultValue("1s") Duration pause,
        @DefaultValue("5s") Duration maxPause) {

    private static final int MOST_DOUBLINGS = 16;

    /** The pause after so many tries in vain, from 1. */
    Duration pauseAfter(int failures) {
        var doubled = pause.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return doubled.compareTo(maxPause) < 0 ? doubled : maxPause;
    }
}
