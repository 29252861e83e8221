package io.whispra.auth.credential;

import io.whispra.auth.account.Account;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What opens accounts. Each change is one write, which also raises the account's credentials and leaves it
 * {@link Account#unsettled()}. A database that does not answer in time is an error.
 */
interface Credentials {

    /** Another password; the session goes on. Empty if the account is not active or its password is not the proven one any more. */
    Mono<Account> replacePassword(Account proven, String passwordHash, String keptSessionId);

    /** Empty if there is no such account, or it is not active. */
    Mono<Account> disable(String id);

    /** Ends no sessions. Empty if there is no such account, or it is not disabled. */
    Mono<Account> enable(String id);

    /**
     * Takes all from the account but its id and frees its address. Empty if the account is not active or its password is not
     * the proven one any more.
     */
    Mono<Account> delete(Account proven);

    /** Some of those with sessions that may have to end still. */
    Flux<Account> unsettled(int limit);

    /** Notes that all sessions of older credentials have ended; nothing happens if the credentials have been raised again. */
    Mono<Void> settled(Account account);
}
