package io.whispra.gateway.edge;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.convert.DurationStyle;

/**
 * So many requests in a row, and after each pause one more; written as {@code 100/20ms}.
 *
 * @param requests    at least 1
 * @param oneMoreEach at least a millisecond
 */
record Limit(int requests, Duration oneMoreEach) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})/(\\d{1,9}(?:ms|s|m|h|d))");

    Limit {
        if (requests < 1 || oneMoreEach.toMillis() < 1) {
            throw new IllegalArgumentException("Expected at least one request and a pause of at least 1ms, not "
                    + requests + " and " + oneMoreEach);
        }
    }

    /** By which the configuration is read. */
    public static Limit of(String written) {
        var parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Expected a limit as 100/20ms, not '" + written + "'");
        }
        return new Limit(Integer.parseInt(parts.group(1)), DurationStyle.SIMPLE.parse(parts.group(2)));
    }

    /** After this long without a request all of them are there again. */
    Duration whole() {
        return oneMoreEach.multipliedBy(requests);
    }
}
