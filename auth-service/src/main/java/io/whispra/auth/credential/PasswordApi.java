package io.whispra.auth.credential;

import io.whispra.auth.password.PasswordRules;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.session.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own password. */
@RestController
class PasswordApi {

    private static final String CURRENT = "/currentPassword";
    private static final String NEW = "/newPassword";

    private final Confirmation confirmation;
    private final PasswordRules rules;
    private final Credentials credentials;
    private final Settlement settlement;

    PasswordApi(Confirmation confirmation, PasswordRules rules, Credentials credentials,
            Settlement settlement) {
        this.confirmation = confirmation;
        this.rules = rules;
        this.credentials = credentials;
        this.settlement = settlement;
    }

    /** What somebody typed. */
    record Form(@Nullable Secret currentPassword, @Nullable Secret newPassword) {}

    /** All other sessions end; {@link Refusal} 422 for fields that are not acceptable, 403 `wrong-password`. */
    @PutMapping("/api/v1/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> change(@AuthenticationPrincipal Jwt token, @RequestBody Form form) {
        Refusal.unlessAll(
                () -> Confirmation.required(form.currentPassword(), CURRENT),
                () -> rules.accept(NEW, form.newPassword()));
        var current = Confirmation.required(form.currentPassword(), CURRENT);
        var next = rules.accept(NEW, form.newPassword());
        var caller = Caller.of(token);
        return confirmation.confirm(caller.userId(), current)
                .flatMap(account -> rules.hash(NEW, next, account.name(), account.email())
                        .flatMap(hash -> credentials.replacePassword(account, hash, caller.sessionId())))
                .switchIfEmpty(Confirmation.wrong())
                .flatMap(settlement::settle);
    }
}
