package io.whispra.auth.event;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/** What happened to a person, as it travels; see `contracts/user-event.schema.json`. */
public sealed interface UserEvent {

    String userId();

    Instant at();

    /** The CloudEvents type. */
    @JsonIgnore
    default String type() {
        return switch (this) {
            case SessionRevoked _ -> "session.revoked";
            case UserUpdated _ -> "user.updated";
            case UserDeleted _ -> "user.deleted";
        };
    }

    /** The same each time that the same event is published. */
    @JsonIgnore
    default String id() {
        return switch (this) {
            case SessionRevoked revoked -> revoked.sessionId() + ":revoked";
            case UserUpdated updated -> updated.userId() + ":" + updated.version();
            case UserDeleted deleted -> deleted.userId() + ":" + deleted.version();
        };
    }

    /** A session ended before its time. */
    record SessionRevoked(String userId, String sessionId, Instant at, EndReason reason) implements UserEvent {}

    /**
     * What others see of a person is new.
     *
     * @param version   of the account
     * @param avatarUrl a path of the API
     */
    record UserUpdated(String userId, Instant at, String name, @Nullable String avatarUrl, @JsonIgnore long version)
            implements
                UserEvent {}

    /**
     * The account is gone.
     *
     * @param version of the account
     */
    record UserDeleted(String userId, Instant at, @JsonIgnore long version) implements UserEvent {}
}
