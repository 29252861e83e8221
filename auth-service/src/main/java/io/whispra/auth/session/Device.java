package io.whispra.auth.session;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody logs in, for them to recognise it later.
 *
 * @param userAgent what the device calls itself, cut off at 200 characters
 * @param address   from which it was seen
 */
public record Device(@Nullable String userAgent, @Nullable String address) {

    private static final int MAX_LENGTH = 200;

    public Device {
        if (userAgent != null && userAgent.length() > MAX_LENGTH) {
            userAgent = userAgent.substring(0, MAX_LENGTH);
        }
    }
}
