package io.whispra.gateway.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/** A request whose remote address is its client's, not that of a proxy between. */
final class KnownClient extends ServerHttpRequestDecorator {

    private final InetSocketAddress client;

    KnownClient(ServerHttpRequest request, InetAddress client) {
        super(request);
        this.client = new InetSocketAddress(client, 0);
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return client;
    }
}
