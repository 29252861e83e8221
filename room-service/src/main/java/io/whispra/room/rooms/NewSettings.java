package io.whispra.room.rooms;

import io.whispra.room.aggregate.Command;
import io.whispra.room.aggregate.History;
import io.whispra.room.aggregate.RoomLimits;
import org.jspecify.annotations.Nullable;

/** The body that changes a group: what is absent stays, an empty description or picture is taken away. */
record NewSettings(@Nullable String name, @Nullable String description, @Nullable History history,
        @Nullable String avatarId) {

    /** The same with the texts checked; whose the picture is has to be asked. */
    Command.Update accept(RoomLimits limits) {
        return new Command.Update(name == null ? null : RoomText.name(name, limits.nameLength()),
                description == null ? null : RoomText.description(description, limits.descriptionLength()), avatarId,
                history);
    }
}
