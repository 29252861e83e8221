package io.whispra.message.search;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

import io.whispra.message.append.BodyHash;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Findings.Moment;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where a page ended, opaque to the caller and bound to one search by one person. Whoever makes one up begins somewhere else in what they
 * may read anyway.
 */
@Component
class Cursor {

    private static final int LONGEST = 512;
    private static final Pattern WRITTEN = Pattern
            .compile("([A-Za-z0-9_-]{43})/(\\d{1,15})/([A-Za-z0-9_-]{1,64})/([1-9]\\d{0,11})");

    private final BodyHash hash;

    Cursor(BodyHash hash) {
        this.hash = hash;
    }

    /**
     * One search.
     *
     * @param roomId absent if it is over all rooms of the person
     */
    record Search(String userId, @Nullable String roomId, String text) {}

    /** Marks the end of a page. */
    String after(Search search, Entry last) {
        var at = String.join("/", hash.of(search), Long.toString(last.at().toEpochMilli()), last.roomId(),
                Long.toString(last.seq()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(at.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Where the page before ended.
     *
     * @throws Refusal malformed if this is no cursor of the search
     */
    Moment read(Search search, String cursor) {
        var written = WRITTEN.matcher(cursor.length() > LONGEST ? "" : decoded(cursor));
        if (!written.matches() || !written.group(1).equals(hash.of(search))) {
            throw invalid();
        }
        return new Moment(Instant.ofEpochMilli(Long.parseLong(written.group(2))),
                new EntryId(written.group(3), Long.parseLong(written.group(4))));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw invalid();
        }
    }

    private static Refusal invalid() {
        return new Refusal(ProblemType.MALFORMED, "The cursor is not one of this search.");
    }
}
