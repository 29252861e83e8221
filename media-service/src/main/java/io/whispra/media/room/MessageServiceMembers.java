package io.whispra.media.room;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@link Members} by the message service's room logs: `GET /internal/v1/rooms/{id}/members/{userId}`. */
@Component
final class MessageServiceMembers implements Members {
    private final Questions questions;

    MessageServiceMembers(Questions questions) {
        this.questions = questions;
    }

    @Override
    public Mono<Membership> find(String roomId, String userId) {
        return questions.ask(Membership.class, "/internal/v1/rooms/{room}/members/{user}", roomId, userId);
    }
}
