package io.whispra.auth.credential;

import io.whispra.auth.account.Account;
import io.whispra.auth.event.EndReason;
import io.whispra.auth.event.Unfinished;
import io.whispra.auth.session.SessionEnds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends the sessions that a change of credentials leaves behind; what fails is done again by the relay until all have ended. */
@Component
class Settlement implements Unfinished<Account> {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final Credentials credentials;
    private final SessionEnds ends;

    Settlement(Credentials credentials, SessionEnds ends) {
        this.credentials = credentials;
        this.ends = ends;
    }

    /** Never an error: the change itself is done, and none of these sessions gets new tokens. */
    Mono<Void> settle(Account changed) {
        return redo(changed).then();
    }

    @Override
    public Flux<Account> find(int limit) {
        return credentials.unsettled(limit);
    }

    @Override
    public Mono<Boolean> redo(Account account) {
        var unsettled = account.unsettled();
        if (unsettled == null) {
            return Mono.just(true);
        }
        return ends.settle(account.id(), account.credentials(), unsettled.keep(), reason(unsettled.cause()))
                .then(credentials.settled(account))
                .thenReturn(true)
                .onErrorResume(error -> {
                    log.warn("Sessions wait for their end, userId={}: {}", account.id(), error.toString());
                    return Mono.just(false);
                });
    }

    private static EndReason reason(Account.Cause cause) {
        return switch (cause) {
            case PASSWORD -> EndReason.PASSWORD;
            case DISABLED -> EndReason.DISABLED;
            case DELETED -> EndReason.DELETED;
        };
    }
}
