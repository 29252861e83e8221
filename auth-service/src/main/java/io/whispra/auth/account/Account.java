package io.whispra.auth.account;

import java.time.Instant;

import com.github.f4b6a3.uuid.UuidCreator;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A person's account, as it is stored.
 *
 * @param id           UUIDv7
 * @param name         see {@link DisplayName}
 * @param nameKey      by which the name is found
 * @param email        see {@link EmailAddress}; unique
 * @param passwordHash Argon2id in PHC form
 */
@Document("users")
public record Account(@Id String id, String name, String nameKey, String email, String passwordHash, Instant createdAt,
        Status status) {

    /** Whether the account can be used. */
    public enum Status {
        ACTIVE
    }

    public static Account open(DisplayName name, EmailAddress email, String passwordHash, Instant now) {
        return new Account(UuidCreator.getTimeOrderedEpoch().toString(), name.value(), name.key(), email.value(),
                passwordHash, now, Status.ACTIVE);
    }

    /** Without what must not be in a log. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
