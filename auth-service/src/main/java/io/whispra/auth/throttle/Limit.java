package io.whispra.auth.throttle;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.convert.DurationStyle;

/**
 * So many tries in a row, and after each pause one more; written as {@code 10/30s}.
 *
 * @param tries       at least 1
 * @param oneMoreEach at least a millisecond
 */
record Limit(int tries, Duration oneMoreEach) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})/(\\d{1,9}(?:ms|s|m|h|d))");

    Limit {
        if (tries < 1 || oneMoreEach.toMillis() < 1) {
            throw new IllegalArgumentException("Expected at least one try and a pause of at least 1ms, not " + tries
                    + " and " + oneMoreEach);
        }
    }

    /** By which the configuration is read. */
    public static Limit of(String written) {
        var parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Expected a limit as 10/30s, not '" + written + "'");
        }
        return new Limit(Integer.parseInt(parts.group(1)), DurationStyle.SIMPLE.parse(parts.group(2)));
    }

    /** After this long without a try all of them are there again. */
    Duration whole() {
        return oneMoreEach.multipliedBy(tries);
    }
}
