package io.whispra.auth.session;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own sessions. */
@RestController
@RequestMapping("/api/v1/me/sessions")
class SessionApi {

    private final OwnSessions sessions;

    SessionApi(OwnSessions sessions) {
        this.sessions = sessions;
    }

    /** A list in an object, so that it can get company. */
    record Page(List<View> sessions) {}

    /** A session as its owner sees it. */
    record View(String id, boolean current, Instant createdAt, Instant lastSeenAt, Instant expiresAt,
            @Nullable String userAgent, @Nullable String address) {

        static View of(Session session, String currentId) {
            return new View(session.id(), session.id().equals(currentId), session.createdAt(), session.lastSeenAt(),
                    session.expiresAt(), session.userAgent(), session.address());
        }
    }

    @GetMapping
    Mono<Page> list(@AuthenticationPrincipal Jwt token) {
        var caller = Caller.of(token);
        return sessions.live(caller)
                .map(session -> View.of(session, caller.sessionId()))
                .collectList()
                .map(Page::new);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endOthers(@AuthenticationPrincipal Jwt token) {
        return sessions.endOthers(Caller.of(token));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return sessions.end(Caller.of(token), id);
    }
}
