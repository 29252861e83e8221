package io.whispra.gateway.chat;

import java.time.Duration;

import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.upstream.Refused;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** `sync` for those who have no connection. */
@RestController
final class SyncEndpoint {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Callers callers;
    private final Sync sync;

    SyncEndpoint(Callers callers, Sync sync) {
        this.callers = callers;
        this.sync = sync;
    }

    @PostMapping(path = "/api/v1/sync", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<byte[]> sync(JwtAuthenticationToken authentication, @RequestBody JsonNode body) {
        return callers.caller(authentication.getToken())
                .flatMap(caller -> sync.answer(caller, null, new Payload(body)))
                .onErrorMap(Refused.class, _ -> Refusal.unavailable("The rooms cannot be read right now.", SOON));
    }
}
