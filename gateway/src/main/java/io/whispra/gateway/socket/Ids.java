package io.whispra.gateway.socket;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids that cannot be guessed: 144 random bits, 24 characters that are safe in a URL. */
public final class Ids {

    private static final int BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
