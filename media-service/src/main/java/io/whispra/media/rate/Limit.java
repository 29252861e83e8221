package io.whispra.media.rate;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.convert.DurationStyle;

/**
 * So many in a burst, and after each pause one more; written as {@code 20/200ms}. Or {@code off}: as many as one likes.
 *
 * @param burst       at least 1
 * @param oneMoreEach at least a millisecond; none if there is no limit
 */
record Limit(int burst, Duration oneMoreEach) {

    static final Limit OFF = new Limit(Integer.MAX_VALUE, Duration.ZERO);

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})/(\\d{1,9}(?:ms|s|m|h|d))");

    /** By which the configuration is read. */
    public static Limit of(String written) {
        if (written.equals("off")) {
            return OFF;
        }
        var parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Expected a limit as 20/200ms, or off, not '" + written + "'");
        }
        var limit = new Limit(Integer.parseInt(parts.group(1)), DurationStyle.SIMPLE.parse(parts.group(2)));
        if (limit.burst < 1 || limit.oneMoreEach.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one and a pause of at least 1ms, not '" + written + "'");
        }
        return limit;
    }

    /** After this long without any all of them are there again. */
    Duration whole() {
        return oneMoreEach.multipliedBy(burst);
    }
}
