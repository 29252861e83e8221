package io.whispra.room.aggregate;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What somebody wants done to a group. */
public sealed interface Command {

    /** Whose membership the decision depends on, beside the actor's. */
    default Optional<String> subject() {
        return Optional.empty();
    }

    /**
     * Give it other settings, which are valid. What is absent stays, what is empty is taken away.
     *
     * @param avatarId an attachment that is claimed for the room
     */
    record Update(@Nullable String name, @Nullable String description, @Nullable String avatarId,
            @Nullable History history) implements Command {}

    /** End it, for everybody. */
    record Delete() implements Command {}

    /**
     * Let somebody in, who exists.
     *
     * @param roomsOfUser how many rooms that person is in
     */
    record Add(String userId, Role role, int roomsOfUser) implements Command {
        @Override
        public Optional<String> subject() {
            return Optional.of(userId);
        }
    }

    /** Put somebody out, or leave. */
    record Remove(String userId) implements Command {
        @Override
        public Optional<String> subject() {
            return Optional.of(userId);
        }
    }

    /** Give somebody a role. */
    record SetRole(String userId, Role role) implements Command {
        @Override
        public Optional<String> subject() {
            return Optional.of(userId);
        }
    }

    /**
     * Leave, because one's account is gone.
     *
     * @param heir who administers the group if nobody else does
     */
    record Depart(Optional<String> heir) implements Command {
        @Override
        public Optional<String> subject() {
            return heir;
        }
    }
}
