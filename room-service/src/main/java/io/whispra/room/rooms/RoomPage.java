package io.whispra.room.rooms;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A page of the caller's rooms, latest activity first, and the cursor of the next one. */
record RoomPage(List<RoomView> rooms, @Nullable String next) {}
