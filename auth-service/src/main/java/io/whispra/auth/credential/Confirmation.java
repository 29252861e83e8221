package io.whispra.auth.credential;

import java.util.Optional;

import io.whispra.auth.account.Account;
import io.whispra.auth.account.Accounts;
import io.whispra.auth.password.Password;
import io.whispra.auth.password.PasswordHashing;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.throttle.Throttles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks somebody who is logged in for their password, before what cannot be undone. */
@Component
class Confirmation {

    private final Accounts accounts;
    private final PasswordHashing hashing;
    private final Throttles throttles;

    Confirmation(Accounts accounts, PasswordHashing hashing, Throttles throttles) {
        this.accounts = accounts;
        this.hashing = hashing;
        this.throttles = throttles;
    }

    /** The account; {@link Refusal} 403 `wrong-password`, 401 if there is no active account, 429 `too-many-requests`. */
    Mono<Account> confirm(String userId, Secret typed) {
        return throttles.confirm(userId, active(userId)
                .filterWhen(account -> isRight(account, Password.of(typed)))
                .switchIfEmpty(wrong()));
    }

    private Mono<Account> active(String userId) {
        return accounts.find(userId)
                .filter(Account::isActive)
                .switchIfEmpty(Mono.error(
                        () -> new Refusal(ProblemType.UNAUTHENTICATED, "The token's account is not there any more.")));
    }

    private Mono<Boolean> isRight(Account account, Optional<Password> password) {
        return password.isEmpty()
                ? Mono.just(false)
                : hashing.matches(password.get(), account.passwordHash());
    }

    /** The password that is needed; {@link Refusal} 422. */
    static Secret required(@Nullable Secret typed, String pointer) {
        if (typed == null) {
            throw Refusal.field(pointer, "required", "The current password is required.");
        }
        return typed;
    }

    /** Also when it was the right one until a moment ago. */
    static <T> Mono<T> wrong() {
        return Mono.error(() -> new Refusal(ProblemType.WRONG_PASSWORD, "Check it and try again."));
    }
}
