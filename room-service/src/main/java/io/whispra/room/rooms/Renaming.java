package io.whispra.room.rooms;

import org.jspecify.annotations.Nullable;

/** The body that changes a room. */
record Renaming(@Nullable String name) {}
