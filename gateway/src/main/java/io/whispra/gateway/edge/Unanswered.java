package io.whispra.gateway.edge;

import java.time.Duration;
import java.util.Locale;

import io.whispra.gateway.problem.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells the caller that a service cannot be reached, is too slow or broke off. */
record Unanswered(Service service) implements GatewayFilter {

    private static final Logger log = LoggerFactory.getLogger(Unanswered.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange).onErrorMap(e -> !(e instanceof Refusal), this::unavailable);
    }

    private Refusal unavailable(Throwable e) {
        log.warn("The {} service does not answer: {}", service.name().toLowerCase(Locale.ROOT), e.toString());
        return Refusal.unavailable("The service behind this does not answer right now.", SOON);
    }
}
