package io.whispra.message.append;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The real messages, with something that happens around an insert. */
record FaultyMessages(Messages messages, Function<Mono<Void>, Mono<Void>> around) implements Messages {

    @Override
    public Mono<Void> insert(List<Entry> entries) {
        return Mono.defer(() -> around.apply(messages.insert(entries)));
    }

    @Override
    public Mono<List<Entry>> find(Collection<EntryId> ids) {
        return messages.find(ids);
    }

    @Override
    public Mono<Entry> find(String roomId, String senderId, String clientId) {
        return messages.find(roomId, senderId, clientId);
    }

    @Override
    public Mono<Void> fold(Entry message) {
        return messages.fold(message);
    }

    @Override
    public Mono<Void> erase(Collection<EntryId> edits) {
        return messages.erase(edits);
    }

    @Override
    public Flux<EntryId> unpublished(int limit) {
        return messages.unpublished(limit);
    }

    @Override
    public Mono<Void> markPublished(Collection<EntryId> ids) {
        return messages.markPublished(ids);
    }
}
