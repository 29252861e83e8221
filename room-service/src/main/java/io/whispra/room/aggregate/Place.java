package io.whispra.room.aggregate;

/** Where an entry is in its room's log: its seq, and how many messages there are up to it. */
public record Place(long seq, long number) {}
