package io.whispra.message.internal;

import java.util.ArrayList;
import java.util.List;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Kind;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.Reads;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import io.whispra.message.problem.Refusal.FieldError;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What became of a message that somebody was about to send, for services that hold something for it. */
@RestController
@RequestMapping("/internal/v1/rooms/{roomId}/messages")
class MessageController {

    private final Messages messages;
    private final Reads reads;

    MessageController(Messages messages, Reads reads) {
        this.messages = messages;
        this.reads = reads;
    }

    record Sent(long seq, boolean deleted) {
        static Sent of(Entry message) {
            return new Sent(message.seq(), message.now().isDeleted());
        }
    }

    @GetMapping
    Mono<Sent> find(@PathVariable String roomId, @RequestParam String senderId, @RequestParam String clientId) {
        requireIds(senderId, clientId);
        var found = EntryId.isPublicId(roomId) ? messages.find(roomId, senderId, clientId) : Mono.<Entry>empty();
        return found.filter(entry -> entry.kind() == Kind.MESSAGE)
                .flatMap(this::atHead)
                .map(Sent::of)
                .switchIfEmpty(Mono.error(() -> new Refusal(ProblemType.MESSAGE_NOT_FOUND,
                        "Nobody sent a message to this room under this clientId.")));
    }

    /** Once more, behind everything that happened to it: a delete may be in the log and not yet in the message. */
    private Mono<Entry> atHead(Entry message) {
        return reads.asService(message.roomId(), _ -> List.of(message.id())).map(piece -> piece.entries().getFirst());
    }

    private static void requireIds(String senderId, String clientId) {
        var errors = new ArrayList<FieldError>();
        if (!EntryId.isPublicId(senderId)) {
            errors.add(new FieldError("/senderId", "invalid"));
        }
        if (!EntryId.isPublicId(clientId)) {
            errors.add(new FieldError("/clientId", "invalid"));
        }
        if (!errors.isEmpty()) {
            throw Refusal.fields(errors);
        }
    }
}
