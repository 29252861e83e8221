package io.whispra.media.log;

import java.util.List;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Uses;
import io.whispra.media.room.MessageId;
import io.whispra.media.room.SentMessages;
import io.whispra.media.room.SentMessages.Sent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where the messages are that claimed attachments. What the log did not tell yet is asked for, and kept. */
@Component
public class Whereabouts {
    private final SentMessages messages;
    private final Uses uses;
    private final UseProperties properties;

    Whereabouts(SentMessages messages, Uses uses, UseProperties properties) {
        this.messages = messages;
        this.uses = uses;
        this.properties = properties;
    }

    /**
     * The seq of the message that shows an attachment; empty if it is not in the log, or not any more. Fails with a refusal `unavailable`
     * when it cannot be found out.
     */
    public Mono<Long> of(Attachment claimed) {
        return claimed.seq() != null
                ? Mono.just(claimed.seq())
                : ask(claimed).filter(sent -> !sent.deleted()).map(Sent::seq);
    }

    /** What became of the message; the attachment has its seq then, or is deleted with it. */
    Mono<Sent> ask(Attachment claimed) {
        return Mono.justOrEmpty(claimed.messageId())
                .flatMap(text -> Mono.justOrEmpty(MessageId.parse(text)))
                .flatMap(messages::find)
                .flatMap(sent -> keep(claimed, sent).thenReturn(sent));
    }

    private Mono<Void> keep(Attachment claimed, Sent sent) {
        var placed = uses.place(claimed, sent.seq());
        return sent.deleted()
                ? placed.then(Mono.defer(() -> uses.delete(List.of(claimed.id()), properties.grace())))
                : placed;
    }
}
