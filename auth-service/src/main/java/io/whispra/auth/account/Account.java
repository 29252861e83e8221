package io.whispra.auth.account;

import java.time.Instant;
import java.util.List;

import com.github.f4b6a3.uuid.UuidCreator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A person's account, as it is stored.
 *
 * @param id           UUIDv7, for ever, also when the account is deleted
 * @param name         see {@link DisplayName}
 * @param nameKey      by which the name is found
 * @param email        see {@link EmailAddress}; unique
 * @param passwordHash Argon2id in PHC form
 * @param version      raised with each change of what others see
 * @param credentials  raised with each change that ends sessions: those that were opened under an older value are over
 * @param unpublished  true as long as others may not have been told of this version
 * @param unsettled    the end of the sessions of older credentials, as long as it may not be complete
 * @param avatar       the attachment that is the person's picture
 * @param laterKeys    by which the name is found besides, see {@link DisplayName#laterKeys}
 */
@Document("users")
public record Account(@Id String id, String name, String nameKey, String email, String passwordHash, Instant createdAt,
        Status status, long version, int credentials,
        @Nullable Boolean unpublished, @Nullable Unsettled unsettled, @Nullable String avatar,
        @Nullable List<String> laterKeys) {

    /** Whether the account can be used. */
    public enum Status {
        /** As it was opened. */
        ACTIVE,
        /** Nobody can log in until it is active again; others see it as always. */
        DISABLED,
        /** Gone for ever, with its name, address and password. */
        DELETED
    }

    /** Why sessions of older credentials end. */
    public enum Cause {
        PASSWORD,
        DISABLED,
        DELETED
    }

    /**
     * An end of sessions that was decided.
     *
     * @param keep the one session that goes on, where there is one
     */
    public record Unsettled(Cause cause, @Nullable String keep) {}

    /** What an earlier version of this service stored has neither version nor credentials. */
    public Account(String id, String name, String nameKey, String email, String passwordHash, Instant createdAt,
            Status status, @Value("#root.version ?: 0") long version,
            @Value("#root.credentials ?: 0") int credentials, @Nullable Boolean unpublished,
            @Nullable Unsettled unsettled, @Nullable String avatar, @Nullable List<String> laterKeys) {
        this.id = id;
        this.name = name;
        this.nameKey = nameKey;
        this.email = email;
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
        this.status = status;
        this.version = version;
        this.credentials = credentials;
        this.unpublished = unpublished;
        this.unsettled = unsettled;
        this.avatar = avatar;
        this.laterKeys = laterKeys == null ? null : List.copyOf(laterKeys);
    }

    /** In place of an address that was freed; no address has this form. */
    public static String noEmail(String id) {
        return "deleted:" + id;
    }

    public static Account open(DisplayName name, EmailAddress email, String passwordHash, Instant now) {
        return new Account(UuidCreator.getTimeOrderedEpoch().toString(), name.value(), name.key(), email.value(),
                passwordHash, now, Status.ACTIVE, 0, 0, null, null, null, name.laterKeys());
    }

    /** As the change of the picture makes it. */
    Account showing(@Nullable String picture) {
        return new Account(id, name, nameKey, email, passwordHash, createdAt, status, version + 1, credentials, true,
                unsettled, picture, laterKeys);
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Whether a session that was opened under these credentials still belongs to the account as it is now. */
    public boolean admits(String sessionId, int sessionCredentials) {
        return isActive() && (sessionCredentials >= credentials
                || (unsettled != null && sessionId.equals(unsettled.keep())));
    }

    /** Without what must not be in a log. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
