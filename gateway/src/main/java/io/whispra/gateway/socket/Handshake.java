package io.whispra.gateway.socket;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Visitors.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/** Opens WebSockets: version 13 only (RFC 6455, section 4.2), from known origins, without a token in the URL or compression. */
@Component
public class Handshake {

    private static final String VERSION = "13";
    private static final String VERSION_HEADER = "Sec-WebSocket-Version";
    private static final List<String> TOKENS = List.of("token", "access_token");

    private final Sockets sockets;
    private final Visitors visitors;
    private final Origins origins;
    private final WebsocketServerSpec spec;

    Handshake(Sockets sockets, Visitors visitors, Origins origins) {
        this.sockets = sockets;
        this.visitors = visitors;
        this.origins = origins;
        this.spec = WebsocketServerSpec.builder().compress(false).build();
    }

    /** Whether the request asks for a WebSocket. */
    public static boolean isAskedFor(ServerHttpRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
    }

    /** Lets a visitor in, or refuses. */
    public Visit enter(ServerHttpRequest request) {
        sockets.refuseWhenStopping();
        return visitors.enter(request.getRemoteAddress());
    }

    /** Makes a connection that has no channel of its own, for the visitor who asks for it. */
    public <L extends LoopLink> void open(ServerHttpResponse response, Function<Place, L> made,
            Function<Link, Listener> protocol, Consumer<L> opened) {
        sockets.open(response, made, protocol, opened);
    }

    /** On whose behalf a request is made, see {@link Origins#party}. */
    public @Nullable String party(ServerHttpRequest request) {
        return origins.party(request.getHeaders());
    }

    /** A token in a URL would be in logs and histories. */
    public static void refuseToken(ServerHttpRequest request) {
        if (TOKENS.stream().anyMatch(request.getQueryParams()::containsKey)) {
            throw new Refusal(ProblemType.UNAUTHENTICATED, "A token must not be in a URL.");
        }
    }

    /** Lets a visitor in, upgrades the connection and hands both to the protocol, or refuses. Ends when it is upgraded. */
    public Mono<Void> open(ServerWebExchange exchange, BiFunction<Link, Visit, Listener> protocol) {
        return Mono.defer(() -> {
            check(exchange);
            var visit = enter(exchange.getRequest());
            return upgraded(exchange, link -> protocol.apply(link, visit))
                    .doOnError(_ -> visit.leave())
                    .doOnCancel(visit::leave);
        });
    }

    /** Upgrades the connection of a visitor who is in already and hands it to the protocol, or refuses. Ends when it is upgraded. */
    public Mono<Void> upgrade(ServerWebExchange exchange, Function<Link, Listener> protocol) {
        return Mono.defer(() -> {
            check(exchange);
            return upgraded(exchange, protocol);
        });
    }

    private void check(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var headers = request.getHeaders();
        if (!HttpMethod.GET.equals(request.getMethod())) {
            throw new Refusal(ProblemType.METHOD_NOT_ALLOWED, "A WebSocket is opened with GET.");
        }
        refuseToken(request);
        if (origins.party(headers) == null) {
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
    private Mono<Void> upgraded(ServerWebExchange exchange, Function<Link, Listener> protocol) {
        var response = exchange.getResponse();
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        var channel = Sockets.channel(response);
        return response.setComplete().then(Mono.defer(() -> netty.sendWebsocket((_, _) -> {
            sockets.open(channel, protocol);
            return Mono.never();
        }, spec)).subscribeOn(Schedulers.fromExecutor(channel.eventLoop())));
    }
}
