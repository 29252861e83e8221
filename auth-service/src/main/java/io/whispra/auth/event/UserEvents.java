package io.whispra.auth.event;

import reactor.core.publisher.Mono;

/** The events of people, for everybody who wants to know. */
public interface UserEvents {

    /** Complete when the broker has it; an error if that does not happen soon. It may be published although it failed. */
    Mono<Void> publish(UserEvent event);
}
