package io.whispra.auth.login;

import java.time.Clock;

import io.whispra.auth.account.Account;
import io.whispra.auth.account.Accounts;
import io.whispra.auth.account.DisplayName;
import io.whispra.auth.account.EmailAddress;
import io.whispra.auth.password.PasswordRules;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.throttle.ClientAddress;
import io.whispra.auth.throttle.Throttles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes an account of what somebody typed. */
@Component
class Registration {

    private static final String PASSWORD = "/password";

    private final Accounts accounts;
    private final PasswordRules rules;
    private final Throttles throttles;
    private final Clock clock;

    Registration(Accounts accounts, PasswordRules rules, Throttles throttles, Clock clock) {
        this.accounts = accounts;
        this.rules = rules;
        this.throttles = throttles;
        this.clock = clock;
    }

    /**
     * What somebody typed; everything else in the body is ignored.
     *
     * @param cookie whether the refresh token goes into the cookie of a browser
     */
    record Form(@Nullable String name, @Nullable String email, @Nullable Secret password, @Nullable Boolean cookie) {}

    /** The account; {@link Refusal} 422 for fields that are not acceptable, 409 `email-taken`, 429. */
    Mono<Account> register(Form form, ClientAddress from) {
        Refusal.unlessAll(
                () -> DisplayName.accept(form.name()),
                () -> EmailAddress.accept(form.email()),
                () -> rules.accept(PASSWORD, form.password()));
        var name = DisplayName.accept(form.name());
        var email = EmailAddress.accept(form.email());
        var password = rules.accept(PASSWORD, form.password());
        return throttles.register(from, () -> rules.hash(PASSWORD, password, name.value(), email.value())
                .flatMap(hash -> accounts.add(Account.open(name, email, hash, clock.instant())))
                .delayUntil(account -> accounts.usedFrom(from.key(), account.id())));
    }
}
