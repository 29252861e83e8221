package io.whispra.auth.login;

import io.whispra.auth.account.Account;
import io.whispra.auth.account.Accounts;
import io.whispra.auth.event.EndReason;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.session.Device;
import io.whispra.auth.session.Grant;
import io.whispra.auth.session.OpenSessions;
import io.whispra.auth.session.SessionEnds;
import io.whispra.auth.token.AccessTokens;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Turns a proof of who somebody is into their tokens. */
@Component
class SignIns {

    private final Accounts accounts;
    private final OpenSessions sessions;
    private final SessionEnds ends;
    private final AccessTokens tokens;

    SignIns(Accounts accounts, OpenSessions sessions, SessionEnds ends, AccessTokens tokens) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.ends = ends;
        this.tokens = tokens;
    }

    /**
     * A new session for an account as it was proved. If its credentials changed in between, whoever changed them may not have
     * seen the session: then it ends here; {@link Refusal} 401 `bad-credentials`.
     */
    Mono<Admission> open(Account proven, Device device) {
        return sessions.open(proven.id(), proven.credentials(), device)
                .flatMap(grant -> admitted(grant)
                        .map(account -> admission(account, grant))
                        .switchIfEmpty(ends.end(grant.session().id(), EndReason.ENDED).then(Mono.error(
                                () -> new Refusal(ProblemType.BAD_CREDENTIALS, "The password has just changed.")))));
    }

    /** The next tokens of a session; {@link Refusal} 401 `session-ended`. */
    Mono<Admission> refresh(Secret refreshToken) {
        return sessions.refresh(refreshToken)
                .flatMap(grant -> admitted(grant).map(account -> admission(account, grant)))
                .switchIfEmpty(Mono.error(
                        () -> new Refusal(ProblemType.SESSION_ENDED, "The account has ended this session.")));
    }

    /** The account as it is now; empty if it does not admit the session any more. */
    private Mono<Account> admitted(Grant grant) {
        var session = grant.session();
        return accounts.find(session.userId())
                .filter(account -> account.admits(session.id(), session.credentials()));
    }

    private Admission admission(Account account, Grant grant) {
        return new Admission(account, grant, tokens.forPerson(account.id(), grant.session().id()));
    }
}
