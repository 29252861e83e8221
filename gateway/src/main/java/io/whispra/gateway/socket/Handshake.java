package io.whispra.gateway.socket;

import java.util.List;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/** Opens WebSockets: version 13 only (RFC 6455, section 4.2), from known origins, without a token in the URL or compression. */
@Component
public class Handshake {

    private static final String VERSION = "13";
    private static final String VERSION_HEADER = "Sec-WebSocket-Version";
    private static final List<String> TOKENS = List.of("token", "access_token");

    private final Sockets sockets;
    private final Origins origins;
    private final WebsocketServerSpec spec;

    Handshake(Sockets sockets, SocketProperties properties) {
        this.sockets = sockets;
        this.origins = new Origins(properties.allowedOrigins());
        this.spec = WebsocketServerSpec.builder().compress(false).build();
    }

    /** Whether the request asks for a WebSocket. */
    public static boolean isAskedFor(ServerHttpRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
    }

    /** Upgrades the connection and hands it to the protocol, or refuses. Ends when it is upgraded. */
    public Mono<Void> upgrade(ServerWebExchange exchange, Function<Link, Listener> protocol) {
        return Mono.defer(() -> {
            check(exchange);
            return exchange.getResponse().setComplete().then(upgraded(exchange.getResponse(), protocol));
        });
    }

    private void check(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var headers = request.getHeaders();
        if (!HttpMethod.GET.equals(request.getMethod())) {
            throw new Refusal(ProblemType.METHOD_NOT_ALLOWED, "A WebSocket is opened with GET.");
        }
        if (TOKENS.stream().anyMatch(request.getQueryParams()::containsKey)) {
            throw new Refusal(ProblemType.UNAUTHENTICATED, "A token must not be in a URL.");
        }
        if (!origins.allow(headers.get(HttpHeaders.ORIGIN), headers.getFirst(HttpHeaders.HOST))) {
            throw new Refusal(ProblemType.FORBIDDEN, "This origin may not connect.");
        }
        if (!isAskedFor(request) || !asksToUpgrade(headers) || !VERSION.equals(headers.getFirst(VERSION_HEADER))) {
            exchange.getResponse().getHeaders().set(VERSION_HEADER, VERSION);
            exchange.getResponse().getHeaders().setUpgrade("websocket");
            throw new Refusal(ProblemType.UPGRADE_REQUIRED, "A WebSocket of version 13 is expected.");
        }
        if (headers.getFirst("Sec-WebSocket-Key") == null) {
            throw new Refusal(ProblemType.MALFORMED, "Sec-WebSocket-Key is missing.");
        }
    }

    private static boolean asksToUpgrade(HttpHeaders headers) {
        return headers.getConnection().stream().anyMatch("upgrade"::equalsIgnoreCase);
    }

    /** On the event loop from here on, so that no frame can come before there is somebody to read it. */
    private Mono<Void> upgraded(ServerHttpResponse response, Function<Link, Listener> protocol) {
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        var channel = channel(netty);
        return Mono.defer(() -> netty.sendWebsocket((_, _) -> {
            sockets.open(channel, protocol);
            return Mono.never();
        }, spec)).subscribeOn(Schedulers.fromExecutor(channel.eventLoop()));
    }

    private static Channel channel(HttpServerResponse response) {
        return ((ChannelOperations<?, ?>) response).channel();
    }
}
