package io.whispra.message.append;

import io.whispra.message.entry.Entry;

/**
 * The outcome of an append.
 *
 * @param entry     as it is in the log
 * @param duplicate whether it was there before this request
 */
public record Appended(Entry entry, boolean duplicate) {}
