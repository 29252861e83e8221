package io.whispra.message.change;

import io.whispra.message.append.Appended;
import io.whispra.message.append.Appends;
import io.whispra.message.append.BodyHash;
import io.whispra.message.append.Draft;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData.MessageChange;
import io.whispra.message.entry.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Does for a person what they ask about a message: judged where it would stand in the log. */
@Component
class Changing {

    private final Appends appends;
    private final Rules rules;
    private final BodyHash bodyHash;

    Changing(Appends appends, Rules rules, BodyHash bodyHash) {
        this.appends = appends;
        this.rules = rules;
        this.bodyHash = bodyHash;
    }

    /** A change, and where and by whom. */
    record Wanted(String roomId, String userId, String clientId, MessageChange change) {}

    /**
     * What a change came to.
     *
     * @param entry     in the log; absent if all was as asked for already
     * @param duplicate whether it was so before this request
     */
    record Changed(@Nullable Entry entry, boolean duplicate) {}

    /** What makes two requests under one clientId the same. */
    private record Hashed(Kind kind, MessageChange change) {}

    /**
     * Appends the change, or finds that it was. Whether it was is only looked up where the log does not tell by itself: what would not be
     * appended now may have been, under this clientId.
     */
    Mono<Changed> change(Wanted wanted) {
        var hash = bodyHash.of(new Hashed(wanted.change().kind(), wanted.change()));
        var draft = new Draft(Author.person(wanted.userId()), wanted.clientId(), hash, wanted.change(),
                rules.of(wanted.userId(), wanted.change()));
        var earlier = Mono.defer(() -> appends.earlier(wanted.roomId(), draft));
        return appends.append(wanted.roomId(), draft)
                .onErrorResume(Rules::isRefusal, refusal -> earlier.switchIfEmpty(Mono.error(refusal)))
                .switchIfEmpty(earlier)
                .map(Changing::changed)
                .defaultIfEmpty(new Changed(null, true));
    }

    private static Changed changed(Appended appended) {
        return new Changed(appended.entry(), appended.duplicate());
    }
}
