package io.whispra.auth.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An account as it travels.
 *
 * @param avatarUrl a path of the API, of the media service's
 * @param email     only towards its owner
 * @param createdAt absent when deleted
 * @param deleted   true, or absent
 */
public record User(String id, String name, @Nullable String avatarUrl, @Nullable String email,
        @Nullable Instant createdAt, @Nullable Boolean deleted) {

    static final String NAME_OF_THE_DELETED = "Deleted user";

    /** What everybody may see. */
    static User of(Account account) {
        return account.status() == Account.Status.DELETED
                ? new User(account.id(), NAME_OF_THE_DELETED, null, null, null, true)
                : new User(account.id(), account.name(), avatarUrl(account), null, account.createdAt(), null);
    }

    /** What its owner may see. */
    public static User own(Account account) {
        return new User(account.id(), account.name(), avatarUrl(account), account.email(), account.createdAt(), null);
    }

    static @Nullable String avatarUrl(Account account) {
        return account.avatar() == null ? null : "/api/v1/attachments/" + account.avatar() + "/content";
    }
}
