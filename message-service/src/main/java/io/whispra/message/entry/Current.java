package io.whispra.message.entry;

/** A message as it is now: its entry, with what was folded from the later ones laid over it. */
public record Current(Entry entry) {}
