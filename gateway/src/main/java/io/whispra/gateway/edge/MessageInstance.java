package io.whispra.gateway.edge;

import java.net.URI;
import java.time.Duration;

import io.whispra.gateway.upstream.Instances;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Sends what concerns a room to the instance of the message service that all gateways choose for that room, or to the next if that one does not
 * begin to answer.
 *
 * @param instances all of them
 * @param timeout   for the request's body to come, and then for an instance to begin its answer
 */
record MessageInstance(Instances instances, Duration timeout) implements GatewayFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var admission = Admission.of(exchange);
        var room = admission == null ? null : admission.key();
        URI routed = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        return RepeatableBody.read(exchange)
                .timeout(timeout)
                .flatMap(repeatable -> instances.ask(room == null ? "" : room, timeout,
                        instance -> Mono.defer(() -> chain.filter(to(at(instance, routed), repeatable)))));
    }

    /** The exchange as if nobody had been asked yet. */
    private static ServerWebExchange to(URI target, ServerWebExchange exchange) {
        ServerWebExchangeUtils.reset(exchange);
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, target);
        return exchange;
    }

    private static URI at(URI instance, URI routed) {
        return UriComponentsBuilder.fromUri(routed)
                .scheme(instance.getScheme())
                .host(instance.getHost())
                .port(instance.getPort())
                .build(true)
                .toUri();
    }
}
