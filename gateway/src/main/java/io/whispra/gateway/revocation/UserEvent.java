package io.whispra.gateway.revocation;

import org.jspecify.annotations.Nullable;

/** What happened to a person, as the auth service says it. */
public sealed interface UserEvent {

    String userId();

    /** A session ended before its time. `account` says that it did because the person may come back with no other either. */
    record SessionRevoked(String userId, String sessionId, boolean account) implements UserEvent {}

    /** What others see of the person now. */
    record UserUpdated(String userId, String name, @Nullable String avatarUrl) implements UserEvent {}

    /** The person is gone. */
    record UserDeleted(String userId) implements UserEvent {}
}
