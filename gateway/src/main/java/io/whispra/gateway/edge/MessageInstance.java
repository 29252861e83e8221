package io.whispra.gateway.edge;

import java.net.URI;

import io.whispra.gateway.upstream.ServiceAddresses;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Sends what concerns a room to the instance of the message service that all gateways choose for that room. */
record MessageInstance(ServiceAddresses addresses) implements GatewayFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var admission = Admission.of(exchange);
        var room = admission == null ? null : admission.key();
        if (room != null) {
            URI routed = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
            exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR,
                    at(addresses.messagesOf(room), routed));
        }
        return chain.filter(exchange);
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
