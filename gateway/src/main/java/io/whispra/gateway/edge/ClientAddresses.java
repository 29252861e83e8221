package io.whispra.gateway.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Tells where a request came from: its peer's address; if that is a trusted proxy, the right-most address in `X-Forwarded-For` that is
 * not one too. What stands left of it, or cannot be read, is anybody's invention.
 */
@Component
final class ClientAddresses {

    static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> trusted;

    ClientAddresses(EdgeProperties properties) {
        this.trusted = properties.trustedProxies().stream()
                .map(String::strip)
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
                .toList();
    }

    /** As text, without a port. */
    String of(ServerHttpRequest request) {
        return NetUtil.toAddressString(address(request));
    }

    InetAddress address(ServerHttpRequest request) {
        var peer = request.getRemoteAddress();
        var address = peer == null ? InetAddress.getLoopbackAddress() : peer.getAddress();
        var hops = String.join(",", request.getHeaders().getOrEmpty(FORWARDED_FOR)).split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isTrusted(address); i--) {
            var before = parse(hops[i].strip());
            if (before == null) {
                break;
            }
            address = before;
        }
        return address;
    }

    boolean isTrusted(InetAddress address) {
        var socket = new InetSocketAddress(address, 0);
        return trusted.stream().anyMatch(network -> network.matches(socket));
    }

    /** Never a name, so that nothing is looked up. */
    private static @Nullable InetAddress parse(String text) {
        return NetUtil.createInetAddressFromIpAddressString(text);
    }
}
