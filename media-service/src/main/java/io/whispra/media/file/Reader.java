package io.whispra.media.file;

import io.netty.channel.Channel;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

import static java.util.Objects.requireNonNull;

/** Who a file goes to, seen as a connection. */
final class Reader {
    private Reader() {}

    static Channel of(ServerWebExchange exchange) {
        HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        var connection = new Connection[1];
        request.withConnection(found -> connection[0] = found);
        return requireNonNull(connection[0]).channel();
    }
}
