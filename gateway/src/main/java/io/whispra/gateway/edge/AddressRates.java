package io.whispra.gateway.edge;

import java.util.Set;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets in so many requests from one address, before anything is done about them. Sockets have bounds of their own. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
final class AddressRates implements WebFilter {

    private static final Set<String> SOCKETS = Set.of("/socket.io/", "/api/v1/ws");

    private final ClientAddresses addresses;
    private final Buckets requests;
    private final Buckets files;

    AddressRates(ClientAddresses addresses, RatesProperties properties) {
        this.addresses = addresses;
        this.requests = new Buckets(properties.address(), properties);
        this.files = new Buckets(properties.web(), properties);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var buckets = Admission.isForWeb(exchange) ? files : requests;
        return Admission.of(exchange) == null || SOCKETS.contains(request.getURI().getRawPath())
                ? chain.filter(exchange)
                : buckets.unlessTooMany(addresses.of(request), Mono.defer(() -> chain.filter(exchange)));
    }
}
