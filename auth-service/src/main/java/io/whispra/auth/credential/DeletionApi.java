package io.whispra.auth.credential;

import io.whispra.auth.account.Account;
import io.whispra.auth.account.Announcements;
import io.whispra.auth.avatar.Avatars;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.session.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The end of one's own account. */
@RestController
class DeletionApi {

    private final Confirmation confirmation;
    private final Credentials credentials;
    private final Announcements announcements;
    private final Settlement settlement;
    private final Avatars avatars;

    DeletionApi(Confirmation confirmation, Credentials credentials, Announcements announcements,
            Settlement settlement, Avatars avatars) {
        this.confirmation = confirmation;
        this.credentials = credentials;
        this.announcements = announcements;
        this.settlement = settlement;
        this.avatars = avatars;
    }

    /** What somebody typed. */
    record Form(@Nullable Secret password) {}

    /** For ever; {@link Refusal} 422 without a password, 403 `wrong-password`. */
    @DeleteMapping("/api/v1/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@AuthenticationPrincipal Jwt token, @RequestBody Form form) {
        return confirmation.confirm(Caller.of(token).userId(), Confirmation.required(form.password(), "/password"))
                .flatMap(account -> credentials.delete(account)
                        .switchIfEmpty(Confirmation.wrong())
                        .flatMap(announcements::announce)
                        .flatMap(settlement::settle)
                        .then(Mono.defer(() -> releasePicture(account))));
    }

    private Mono<Void> releasePicture(Account before) {
        return Mono.justOrEmpty(before.avatar()).flatMap(picture -> avatars.release(before.id(), picture));
    }
}
