package io.whispra.media.room;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@link SentMessages} by the message service's room logs: `GET /internal/v1/rooms/{id}/messages?senderId=&clientId=`. */
@Component
final class MessageServiceMessages implements SentMessages {
    private final Questions questions;

    MessageServiceMessages(Questions questions) {
        this.questions = questions;
    }

    @Override
    public Mono<Sent> find(MessageId id) {
        return questions.ask(Sent.class,
                "/internal/v1/rooms/{room}/messages?senderId={sender}&clientId={client}", id.roomId(), id.senderId(),
                id.clientId());
    }
}
