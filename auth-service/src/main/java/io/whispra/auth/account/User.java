package io.whispra.auth.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An account as it travels.
 *
 * @param email only towards its owner
 */
public record User(String id, String name, @Nullable String email, Instant createdAt) {

    /** What everybody may see. */
    static User of(Account account) {
        return new User(account.id(), account.name(), null, account.createdAt());
    }

    /** What its owner may see. */
    public static User own(Account account) {
        return new User(account.id(), account.name(), account.email(), account.createdAt());
    }
}
