package io.whispra.gateway.edge;

import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets in so many requests of one person, from wherever; after the token was checked. */
@Component
@Order(0)
final class AccountRates implements WebFilter {

    private static final String NOBODY = "";

    private final Buckets buckets;

    AccountRates(RatesProperties properties) {
        this.buckets = new Buckets(properties.account(), properties);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var onward = Mono.defer(() -> chain.filter(exchange));
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication() instanceof JwtAuthenticationToken person
                        ? person.getToken().getSubject()
                        : null)
                .defaultIfEmpty(NOBODY)
                .flatMap(userId -> userId.equals(NOBODY) ? onward : buckets.unlessTooMany(userId, onward));
    }
}
