package io.whispra.gateway.edge;

import java.net.URI;
import java.time.Duration;

import io.netty.channel.ChannelOption;
import io.whispra.gateway.upstream.Instances;
import io.whispra.gateway.upstream.ServiceAddresses;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** One route for each service, one for uploads and one for files. Which request belongs to which is said in {@link Resources}. */
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final int AFTER_ADDRESS = RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;

    @Bean
    RouteLocator serviceRoutes(ServiceAddresses addresses, Instances messageInstances, EdgeProperties properties) {
        var routes = Flux.just(
                route(Service.AUTH, addresses.auth(), properties.responseTimeout()).build(),
                route(Service.ROOM, addresses.room(), properties.responseTimeout()).build(),
                route(Service.MESSAGE, addresses.messages().getFirst(), properties.responseTimeout())
                        .filter(new OrderedGatewayFilter(
                                new MessageInstance(messageInstances, properties.responseTimeout()), AFTER_ADDRESS))
                        .build(),
                route(Service.MEDIA, addresses.media(), properties.responseTimeout()).build(),
                route(Service.FILE, addresses.media(), properties.responseTimeout()).build(),
                route(Service.UPLOAD, addresses.media(), properties.uploadTimeout()).build());
        return () -> routes;
    }

    /** The client that requests are routed through. */
    @Bean
    HttpClient routedRequests(ConnectionProvider routedConnections, EdgeProperties properties) {
        return HttpClient.create(routedConnections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) properties.connectTimeout().toMillis());
    }

    @Bean(destroyMethod = "dispose")
    ConnectionProvider routedConnections(EdgeProperties properties) {
        return ConnectionProvider.builder("routes")
                .maxConnections(properties.maxConnections())
                .pendingAcquireMaxCount(properties.maxPending())
                .pendingAcquireTimeout(properties.pendingTimeout())
                .maxIdleTime(properties.maxIdle())
                .lifo()
                .build();
    }

    private static Route.AsyncBuilder route(Service service, URI address, Duration timeout) {
        return Route.async()
                .id(service.name())
                .uri(address)
                .predicate(exchange -> Admission.isFor(service, exchange))
                .filter(new OrderedGatewayFilter(new Unanswered(service), Ordered.HIGHEST_PRECEDENCE))
                .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, timeout.toMillis());
    }
}
