package io.whispra.room.aggregate;

import java.util.regex.Pattern;

import com.github.f4b6a3.uuid.UuidCreator;

/** Ids: ours are UUIDv7, others' are opaque, and none is longer or stranger than this. */
public final class Ids {

    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Ids() {}

    /** A new one; later ones sort behind. */
    public static String next() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }

    /** The same for the same name, always. */
    public static String named(String name) {
        return UuidCreator.getNameBasedSha1(name).toString();
    }

    /** Whether this could be anybody's id. */
    public static boolean isId(String text) {
        return ACCEPTED.matcher(text).matches();
    }
}
