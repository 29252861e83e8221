package io.whispra.message.append;

import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData;

/**
 * What is to be appended.
 *
 * @param author   who appends
 * @param clientId made by the author, once per draft, for ever: 1 to 64 characters of [A-Za-z0-9_-], or of a service also ':'
 * @param bodyHash see {@link BodyHash}
 * @param data     what the entry will say
 * @param rule     what it needs, if a person appends it
 */
public record Draft(Author author, String clientId, String bodyHash, EntryData data, Rule rule) {

    public Draft(Author author, String clientId, String bodyHash, EntryData data) {
        this(author, clientId, bodyHash, data, Rule.NONE);
    }
}
