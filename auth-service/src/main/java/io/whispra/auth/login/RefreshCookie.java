package io.whispra.auth.login;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.session.Grant;
import io.whispra.auth.token.TokenProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** The cookie in which a browser keeps its refresh token: out of reach for scripts, and of use to our own pages only. */
@Component
class RefreshCookie {

    private final String name;
    private final Set<String> origins;
    private final Clock clock;

    RefreshCookie(CookieProperties properties, TokenProperties token, Clock clock) {
        this.name = properties.name();
        this.origins = new HashSet<>(properties.origins());
        this.origins.add(originOf(URI.create(token.issuer())));
        this.clock = clock;
    }

    /** Empty without the cookie; {@link Refusal} 403 `foreign-origin` unless one of our own pages sent it. */
    Optional<Secret> in(ServerWebExchange exchange) {
        var cookie = exchange.getRequest().getCookies().getFirst(name);
        if (cookie == null) {
            return Optional.empty();
        }
        if (!origins.contains(String.valueOf(origin(exchange)))) {
            throw foreign();
        }
        return Optional.of(Secret.of(cookie.getValue()));
    }

    /** {@link Refusal} 403 `foreign-origin` if another site's page asks for a cookie. */
    void refuseForeign(ServerWebExchange exchange) {
        var origin = origin(exchange);
        if (origin != null && !origins.contains(origin)) {
            throw foreign();
        }
    }

    void put(ServerWebExchange exchange, Grant grant) {
        var age = Duration.between(clock.instant(), grant.session().expiresAt());
        exchange.getResponse().addCookie(cookie(grant.refreshToken().value(), age));
    }

    void clear(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie("", Duration.ZERO));
    }

    private ResponseCookie cookie(String value, Duration age) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(true)
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build();
    }

    private static @Nullable String origin(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getOrigin();
    }

    /** As browsers write it (RFC 6454, section 6.2). */
    private static String originOf(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private static Refusal foreign() {
        return new Refusal(ProblemType.FOREIGN_ORIGIN, "Only pages of this installation may use the cookie.");
    }
}
