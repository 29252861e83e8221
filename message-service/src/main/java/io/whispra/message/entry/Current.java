package io.whispra.message.entry;

import org.jspecify.annotations.Nullable;

/**
 * A message as it is now: its entry, with what was folded from the later ones laid over it.
 *
 * @param quote of the message that it answers, where the reader sees that
 */
public record Current(Entry entry, @Nullable Quote quote) {}
