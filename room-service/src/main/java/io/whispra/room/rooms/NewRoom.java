package io.whispra.room.rooms;

import java.util.LinkedHashSet;
import java.util.List;

import io.whispra.room.aggregate.History;
import io.whispra.room.aggregate.Ids;
import io.whispra.room.aggregate.Room;
import io.whispra.room.aggregate.RoomLimits;
import io.whispra.room.aggregate.RoomType;
import io.whispra.room.aggregate.Settings;
import io.whispra.room.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** The body that makes a group. */
record NewRoom(@Nullable String clientId, @Nullable String name, @Nullable RoomType type,
        @Nullable List<@Nullable String> participantIds, @Nullable String description, @Nullable History history,
        @Nullable String avatarId) {

    /** The same with everything checked: the creator first, everybody once. */
    Room.Founded accept(String creator, RoomLimits limits) {
        if (type == RoomType.PRIVATE) {
            throw Refusal.field("/type", "not-a-group",
                    "A private room is made with PUT /api/v1/rooms/private/{userId}.");
        }
        if (clientId == null || !Ids.isId(clientId)) {
            throw Refusal.field("/clientId", "invalid", "clientId is 1 to 64 letters, digits, '_' and '-'.");
        }
        return new Room.Founded(creator + ":" + clientId, RoomText.name(name, limits.nameLength()), settings(limits),
                people(creator, limits));
    }

    private Settings settings(RoomLimits limits) {
        var accepted = description == null ? "" : RoomText.description(description, limits.descriptionLength());
        return new Settings(accepted.isEmpty() ? null : accepted,
                avatarId == null || avatarId.isEmpty() ? null : avatarId,
                history == null ? History.SHARED : history);
    }

    private List<String> people(String creator, RoomLimits limits) {
        var people = new LinkedHashSet<String>();
        people.add(creator);
        var others = participantIds == null ? List.<@Nullable String>of() : participantIds;
        if (others.size() > limits.participants()) {
            throw Refusal.field("/participantIds", "too-many", "At most " + limits.participants() + " participants.");
        }
        for (var other : others) {
            if (other == null || !Ids.isId(other)) {
                throw Refusal.field("/participantIds", "invalid", "A participant is given by their id.");
            }
            people.add(other);
        }
        if (people.size() > limits.members()) {
            throw Refusal.field("/participantIds", "too-many", "A room has at most " + limits.members() + " members.");
        }
        return List.copyOf(people);
    }
}
