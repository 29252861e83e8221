package io.whispra.room.rooms;

import io.whispra.room.aggregate.RoomLimits;
import io.whispra.room.page.PageProperties;
import org.springframework.stereotype.Component;

/** What a request about rooms may ask for. */
@Component
record Bounds(RoomLimits rooms, PageProperties pages) {}
