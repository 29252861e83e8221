package io.whispra.message.fold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryData.MessageChange;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Kind;
import io.whispra.message.entry.Messages;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Applies edits, deletes and reactions to the messages that they are about: each message's in the order of the log, different
 * messages' together. What a message is after an entry follows from the log alone, and of two who write it the later one wins, so
 * anybody may do it, at any time, and again.
 */
@Component
class MessageChanges {

    private final Messages messages;
    private final FoldProperties properties;

    MessageChanges(Messages messages, FoldProperties properties) {
        this.messages = messages;
        this.properties = properties;
    }

    /** Applies entries of a room, in order, all before them being applied. */
    Mono<Void> apply(List<Entry> entries) {
        var byMessage = new LinkedHashMap<EntryId, List<Entry>>();
        for (var entry : entries) {
            if (entry.data() instanceof MessageChange change) {
                byMessage.computeIfAbsent(new EntryId(entry.roomId(), change.seq()), _ -> new ArrayList<>()).add(entry);
            }
        }
        return messages.find(byMessage.keySet())
                .flatMapIterable(found -> found)
                .filter(entry -> entry.kind() == Kind.MESSAGE)
                .flatMap(message -> store(message, byMessage.getOrDefault(message.id(), List.of())),
                        properties.concurrency())
                .then();
    }

    private Mono<Void> store(Entry message, List<Entry> changes) {
        var next = message;
        for (var change : changes) {
            next = next.after(change);
        }
        return next.now().seq() == message.now().seq() ? Mono.empty() : erased(next).then(messages.fold(next));
    }

    /** What the edits said goes first: a message that is stored as deleted is not looked at again. */
    private Mono<Void> erased(Entry message) {
        return message.now().isDeleted()
                ? messages.erase(message.now().edits().stream().map(seq -> new EntryId(message.roomId(), seq)).toList())
                : Mono.empty();
    }
}
