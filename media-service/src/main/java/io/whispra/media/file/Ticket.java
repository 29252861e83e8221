package io.whispra.media.file;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;

/**
 * The query of a link: what the store signed, and nothing else. Whether the signature is right is for the store to say; here is only
 * seen to it that the store is asked for a content, and for nothing that a query could turn a request into besides.
 *
 * @param query as it was sent
 */
record Ticket(String query) {
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z-]{1,40})=([A-Za-z0-9._~*%/+-]{1,8192})");
    private static final int LONGEST = 16 * 1024;
    private static final Set<String> NEEDED = Set.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date",
            "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature", "response-cache-control",
            "response-content-disposition", "response-content-type");
    private static final String SESSION = "X-Amz-Security-Token";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    /** Or a refusal `link-expired`. */
    static Ticket of(String query, Clock clock) {
        if (query.length() > LONGEST) {
            throw expired();
        }
        var found = new HashMap<String, String>();
        for (var parameter : query.split("&", -1)) {
            var matcher = PARAMETER.matcher(parameter);
            if (!matcher.matches() || found.put(matcher.group(1), matcher.group(2)) != null) {
                throw expired();
            }
        }
        var names = new HashSet<>(found.keySet());
        names.remove(SESSION);
        if (!names.equals(NEEDED) || !"host".equals(found.get("X-Amz-SignedHeaders"))) {
            throw expired();
        }
        if (clock.instant()
                .isAfter(end(found.getOrDefault("X-Amz-Date", ""), found.getOrDefault("X-Amz-Expires", "")))) {
            throw expired();
        }
        return new Ticket(query);
    }

    static Refusal expired() {
        return new Refusal(ProblemType.LINK_EXPIRED, "The link has expired or is not as it was made; ask for another.");
    }

    private static Instant end(String from, String seconds) {
        try {
            return TIME.parse(from, Instant::from).plus(Duration.ofSeconds(Integer.parseInt(seconds)));
        } catch (DateTimeException | NumberFormatException _) {
            throw expired();
        }
    }
}
