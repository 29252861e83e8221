package io.whispra.auth.login;

import java.util.Optional;

import io.whispra.auth.account.Account;
import io.whispra.auth.account.Accounts;
import io.whispra.auth.account.EmailAddress;
import io.whispra.auth.password.Password;
import io.whispra.auth.password.PasswordHashing;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.throttle.ClientAddress;
import io.whispra.auth.throttle.LoginTry;
import io.whispra.auth.throttle.Throttles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the account that an address and a password open. */
@Component
class Login {

    private final Accounts accounts;
    private final PasswordHashing hashing;
    private final Throttles throttles;

    Login(Accounts accounts, PasswordHashing hashing, Throttles throttles) {
        this.accounts = accounts;
        this.hashing = hashing;
        this.throttles = throttles;
    }

    /**
     * What somebody typed.
     *
     * @param cookie whether the refresh token goes into the cookie of a browser
     */
    record Form(@Nullable String email, @Nullable Secret password, @Nullable Boolean cookie) {}

    /**
     * The account; {@link Refusal} 401 `bad-credentials` after the same work whether or not there is one, 403
     * `account-disabled` with the right password, 429 `too-many-requests`.
     */
    Mono<Account> logIn(Form form, ClientAddress from) {
        var typed = form.email();
        if (typed == null) {
            throw Refusal.field("/email", "required", "An email address is required.");
        }
        if (form.password() == null) {
            throw Refusal.field("/password", "required", "A password is required.");
        }
        var email = EmailAddress.find(typed);
        var known = Mono.justOrEmpty(email).flatMap(it -> accounts.isUsedFrom(from.key(), it)).defaultIfEmpty(false);
        var login = new LoginTry(email.map(EmailAddress::value).orElse(typed), from);
        return throttles.logIn(login, known, check(email, Password.of(form.password())))
                .delayUntil(account -> accounts.usedFrom(from.key(), account.id()));
    }

    private Mono<Account> check(Optional<EmailAddress> email, Optional<Password> password) {
        return password.isEmpty()
                ? wrong()
                : find(email).flatMap(account -> proven(account, password.get())).switchIfEmpty(wrong());
    }

    private Mono<Optional<Account>> find(Optional<EmailAddress> email) {
        return Mono.justOrEmpty(email)
                .flatMap(accounts::findByEmail)
                .singleOptional();
    }

    /** Empty if the password is not the account's, or there is no account. */
    private Mono<Account> proven(Optional<Account> account, Password password) {
        return hashing.matches(password, account.map(Account::passwordHash).orElse(null))
                .filter(matches -> matches)
                .flatMap(_ -> Mono.justOrEmpty(account))
                .flatMap(Login::usable);
    }

    /** Only whoever knows the password is told. */
    private static Mono<Account> usable(Account account) {
        return account.isActive()
                ? Mono.just(account)
                : Mono.error(() -> new Refusal(ProblemType.ACCOUNT_DISABLED, "Ask whoever runs this installation."));
    }

    private static Mono<Account> wrong() {
        return Mono.error(() -> new Refusal(ProblemType.BAD_CREDENTIALS, "Check both and try again."));
    }
}
