package io.whispra.gateway.chat;

import reactor.core.publisher.Mono;

/** Answers one kind of event; its bean is named like the event. */
interface Action {

    /** The data (JSON, UTF-8) that the event is acknowledged with. Errors: a refusal, or another service's. */
    Mono<byte[]> answer(ChatSession session, Payload payload);
}
