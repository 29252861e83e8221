package io.whispra.auth.login;

import io.whispra.auth.account.Account;
import io.whispra.auth.account.Accounts;
import io.whispra.auth.account.User;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.session.Grant;
import io.whispra.auth.session.OpenSessions;
import io.whispra.auth.token.AccessTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Turns a proof of who somebody is into their tokens. */
@Component
class SignIns {

    private final Accounts accounts;
    private final OpenSessions sessions;
    private final AccessTokens tokens;

    SignIns(Accounts accounts, OpenSessions sessions, AccessTokens tokens) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    Mono<SignedIn> open(Account account, @Nullable String userAgent) {
        return sessions.open(account.id(), userAgent).map(grant -> signedIn(account, grant));
    }

    Mono<SignedIn> refresh(Secret refreshToken) {
        return sessions.refresh(refreshToken)
                .flatMap(grant -> activeAccount(grant.userId()).map(account -> signedIn(account, grant)));
    }

    private Mono<Account> activeAccount(String id) {
        return accounts.find(id)
                .filter(Account::isActive)
                .switchIfEmpty(Mono.error(
                        () -> new Refusal(ProblemType.SESSION_ENDED, "The session's account is not active.")));
    }

    private SignedIn signedIn(Account account, Grant grant) {
        var access = tokens.forPerson(account.id(), grant.sessionId());
        return new SignedIn(User.own(account), access.value(), access.expiresAt(), grant.refreshToken());
    }
}
