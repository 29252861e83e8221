package io.whispra.auth.account;

import java.util.Collection;

import io.whispra.auth.problem.Refusal;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All accounts. What is not there is an empty answer; a database that does not answer in time is an error. */
public interface Accounts {

    /**
     * Adds the account; {@link Refusal} 409 `email-taken` if its address has one, 422 `looks-like-another` if its name looks
     * like another one that somebody has or had; also when both come at once.
     */
    Mono<Account> add(Account account);

    Mono<Account> find(String id);

    Mono<Account> findByEmail(EmailAddress email);

    /** Whether the account of this email address was signed in to from there before; false if there is none. */
    Mono<Boolean> isUsedFrom(String clientAddress, EmailAddress email);

    /** Notes that somebody signed in from there. Of each account the last few addresses are kept. */
    Mono<Void> usedFrom(String clientAddress, String id);

    /** Those of the ids that exist, in no particular order. */
    Flux<Account> findAll(Collection<String> ids);

    /**
     * Accounts, by name, whose name key, or a later word of it, begins with the text; none that is deleted.
     *
     * @param after where to go on, or null
     */
    Flux<Account> named(String keyPrefix, @Nullable Position after, int limit);

    /** Changes the name of an active account, and answers the account as it is then; {@link Refusal} 422 as above. */
    Mono<Account> rename(String id, DisplayName name);

    /** Changes the picture of an active account. */
    Mono<Change> show(String id, @Nullable String avatar);

    /** An account around one change of it. */
    record Change(Account before, Account now) {}

    /** Some of those whose present version others may not know. */
    Flux<Account> unpublished(int limit);

    /** Notes that others know this version; nothing happens if there is a later one. */
    Mono<Void> published(Account account);
}
