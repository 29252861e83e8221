package io.whispra.gateway.edge;

import java.util.List;
import java.util.Set;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets in what is listed, before anything else looks at a request. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class Door implements WebFilter {

    private static final Set<String> OVERRIDES = Set.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private final EdgeProperties properties;
    private final ClientAddresses addresses;

    Door(EdgeProperties properties, ClientAddresses addresses) {
        this.properties = properties;
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (WebServerApplicationContext.hasServerNamespace(exchange.getApplicationContext(), "management")) {
            return chain.filter(exchange);
        }
        var path = Template.split(exchange.getRequest().getURI().getRawPath());
        var resource = Resources.at(path);
        if (resource == null) {
            return Mono.error(new Refusal(ProblemType.NOT_FOUND, "There is nothing at this path."));
        }
        var method = exchange.getRequest().getMethod();
        if (!resource.methods().contains(method) || overridesMethod(exchange)) {
            exchange.getResponse().getHeaders().setAllow(resource.methods());
            return Mono.error(new Refusal(ProblemType.METHOD_NOT_ALLOWED, "The resource supports other methods."));
        }
        if (isEncoded(exchange)) {
            return Mono.error(new Refusal(ProblemType.UNSUPPORTED_MEDIA_TYPE, "A body must not be compressed."));
        }
        var admission = admission(resource, path);
        admission.put(exchange);
        return bounded(exchange, admission).flatMap(chain::filter);
    }

    private Mono<ServerWebExchange> bounded(ServerWebExchange exchange, Admission admission) {
        var request = exchange.getRequest();
        var limit = limit(admission.service());
        if (request.getHeaders().getContentLength() > limit) {
            return Mono.error(new Refusal(ProblemType.TOO_LARGE,
                    "The body has " + request.getHeaders().getContentLength() + " bytes, expected at most " + limit
                            + "."));
        }
        var received = new BoundedBody(new KnownClient(request, addresses.address(request)), limit);
        return Mono.just(exchange.mutate().request(received).build());
    }

    private long limit(Service service) {
        return switch (service) {
            case UPLOAD -> properties.maxUpload().toBytes();
            case SOCKET -> Long.MAX_VALUE;
            case AUTH, ROOM, MESSAGE, MEDIA, FILE, GATEWAY, WEB -> properties.maxBody().toBytes();
        };
    }

    private static Admission admission(Resource resource, List<String> path) {
        return new Admission(resource.service(), resource.open(), resource.path().firstId(path));
    }

    private static boolean overridesMethod(ServerWebExchange exchange) {
        return OVERRIDES.stream().anyMatch(exchange.getRequest().getHeaders()::containsHeader);
    }

    private static boolean isEncoded(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING);
    }
}
