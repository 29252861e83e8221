package io.whispra.gateway.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.Channel;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Bounds what anybody can hold open: how many connections, and how slowly something comes or is taken on each. */
@Component
final class Connections implements NettyServerCustomizer {

    private static final int NETWORK = 8;

    private final ConnectionProperties properties;
    private final ClientAddresses addresses;
    private final Map<ByteBuffer, Integer> open = new ConcurrentHashMap<>();

    Connections(ConnectionProperties properties, ClientAddresses addresses) {
        this.properties = properties;
        this.addresses = addresses;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.maxConnections(properties.most())
                .doOnChannelInit((_, channel, _) -> opened(channel));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
    private void opened(Channel channel) {
        if (!isLetIn(channel)) {
            channel.close();
            return;
        }
        var pace = new Pace(channel, properties);
        channel.pipeline().addFirst("whispra.bytes", pace.bytes());
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, "whispra.requests", pace.requests());
    }

    private boolean isLetIn(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress socket)
                || addresses.isTrusted(socket.getAddress())) {
            return true;
        }
        var network = network(socket.getAddress());
        if (open.merge(network, 1, Integer::sum) > properties.perAddress()) {
            leave(network);
            return false;
        }
        channel.closeFuture().addListener(_ -> leave(network));
        return true;
    }

    private void leave(ByteBuffer network) {
        open.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
    }

    private static ByteBuffer network(InetAddress address) {
        var bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, NETWORK));
    }
}
