package io.whispra.auth.login;

import java.util.Optional;

import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.session.OpenSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Staying, and leaving. The refresh token is in the body, or else in the cookie. */
@RestController
@RequestMapping("/api/v1/auth")
class SessionTokenApi {

    private final SignIns signIns;
    private final OpenSessions sessions;
    private final RefreshCookie cookie;

    SessionTokenApi(SignIns signIns, OpenSessions sessions, RefreshCookie cookie) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    record Refresh(@Nullable Secret refreshToken) {}

    /** @param everywhere whether all sessions of the person end */
    record Logout(@Nullable Secret refreshToken, @Nullable Boolean everywhere) {}

    /** {@link Refusal} 401 `session-ended`, also without a token; 403 `foreign-origin`. */
    @PostMapping("/refresh")
    Mono<SignedIn> refresh(@RequestBody(required = false) @Nullable Refresh refresh, ServerWebExchange exchange) {
        if (refresh != null && refresh.refreshToken() != null) {
            return signIns.refresh(refresh.refreshToken()).map(SignedIn::whole);
        }
        return cookie.in(exchange)
                .map(token -> refreshCookie(token, exchange))
                .orElseGet(() -> Mono.error(
                        () -> new Refusal(ProblemType.SESSION_ENDED, "There is no refresh token.")));
    }

    /** Nothing happens without a token; {@link Refusal} 403 `foreign-origin`. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logOut(@RequestBody(required = false) @Nullable Logout logout, ServerWebExchange exchange) {
        boolean everywhere = logout != null && logout.everywhere() != null && logout.everywhere();
        if (logout != null && logout.refreshToken() != null) {
            return sessions.end(logout.refreshToken(), everywhere);
        }
        Optional<Secret> token = cookie.in(exchange);
        return Mono.justOrEmpty(token)
                .flatMap(presented -> sessions.end(presented, everywhere))
                .doOnSuccess(_ -> token.ifPresent(_ -> cookie.clear(exchange)));
    }

    private Mono<SignedIn> refreshCookie(Secret token, ServerWebExchange exchange) {
        return signIns.refresh(token)
                .doOnNext(admission -> cookie.put(exchange, admission.grant()))
                .map(SignedIn::withoutRefreshToken)
                .doOnError(Refusal.class, refusal -> {
                    if (refusal.type() == ProblemType.SESSION_ENDED) {
                        cookie.clear(exchange);
                    }
                });
    }
}
