package io.whispra.media.file;

import java.net.URI;
import java.time.Clock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.storage.Addresses;
import io.whispra.media.storage.BlobKey.Kept;
import io.whispra.media.storage.Variant;
import io.whispra.media.view.LinkProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns the address of a link through the gateway into the one in the store that was signed. */
@Component
final class Tickets {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String FIRST = "0";

    private final Addresses addresses;
    private final Clock clock;
    private final boolean on;

    Tickets(Addresses addresses, Clock clock, LinkProperties links) {
        this.addresses = addresses;
        this.clock = clock;
        this.on = links.areThroughGateway();
    }

    /** Or a refusal: `not-found` where no link leads, `link-expired` where the query is none of a link. */
    URI stored(String id, String attempt, String variant, @Nullable String query) {
        if (!on || !ID.matcher(id).matches() || !ID.matcher(attempt).matches()) {
            throw nothing();
        }
        var form = Stream.of(Variant.values())
                .filter(one -> one.word().equals(variant))
                .findFirst()
                .orElseThrow(Tickets::nothing);
        var ticket = Ticket.of(query == null ? "" : query, clock);
        return URI.create(addresses.inside(new Kept(id, attempt.equals(FIRST) ? null : attempt, form)) + "?"
                + ticket.query());
    }

    private static Refusal nothing() {
        return new Refusal(ProblemType.NOT_FOUND, "There is nothing at this path.");
    }
}
