package io.whispra.auth.account;

import java.util.regex.Pattern;

import io.whispra.auth.avatar.Avatars;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.throttle.Throttles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What others see of a person: the name and the picture. */
@Component
class Profile {

    private final Accounts accounts;
    private final Announcements announcements;
    private final Avatars avatars;
    private final Throttles throttles;

    Profile(Accounts accounts, Announcements announcements, Avatars avatars, Throttles throttles) {
        this.accounts = accounts;
        this.announcements = announcements;
        this.avatars = avatars;
        this.throttles = throttles;
    }

    /**
     * What somebody wants changed; what is absent stays as it is.
     *
     * @param avatar an attachment of one's own, or null for none
     */
    record Change(@Nullable String name, @Nullable JsonNode avatar) {

        boolean isEmpty() {
            return name == null && avatar == null;
        }
    }

    /**
     * The account as it is then; empty if it is not active; {@link Refusal} 422 for fields that are not acceptable, 429, 503. The
     * picture is made sure of first, for only that can fail for reasons that are nobody's fault.
     */
    Mono<Account> change(String id, Change change) {
        var name = change.name() == null ? null : DisplayName.accept(change.name());
        var picture = change.avatar() == null ? null : Picture.of(change.avatar());
        return throttles.changeProfile(id, () -> claim(id, picture)
                .then(Mono.defer(() -> name == null ? accounts.find(id) : rename(id, name)))
                .flatMap(account -> picture == null ? Mono.just(account) : show(id, picture)));
    }

    private Mono<Void> claim(String id, @Nullable Picture picture) {
        return picture == null || picture.attachmentId() == null
                ? Mono.empty()
                : avatars.claim(id, picture.attachmentId());
    }

    private Mono<Account> rename(String id, DisplayName name) {
        return accounts.rename(id, name).flatMap(announcements::announce);
    }

    private Mono<Account> show(String id, Picture picture) {
        return accounts.show(id, picture.attachmentId())
                .flatMap(change -> announcements.announce(change.now())
                        .delayUntil(now -> Mono.justOrEmpty(change.before().avatar())
                                .filter(former -> !former.equals(now.avatar()))
                                .flatMap(former -> avatars.release(id, former))));
    }

    /** The wanted picture; null for none. */
    private record Picture(@Nullable String attachmentId) {

        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        static Picture of(JsonNode typed) {
            if (typed.isNull()) {
                return new Picture(null);
            }
            if (!typed.isString()) {
                throw new Refusal(ProblemType.MALFORMED, "The value of 'avatar' cannot be read.");
            }
            var id = typed.asString();
            if (!ID.matcher(id).matches()) {
                throw Refusal.field("/avatar", "not-usable", "This is not an attachment's id.");
            }
            return new Picture(id);
        }
    }
}
