package io.whispra.auth.throttle;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Tells where a request came from: its peer's address; if that is a trusted proxy, the right-most address in
 * `X-Forwarded-For` that is not one too. What stands left of it, or cannot be read, is anybody's invention.
 */
@Component
class ClientAddresses implements HandlerMethodArgumentResolver, WebFluxConfigurer {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> trusted;

    ClientAddresses(ThrottleProperties properties) {
        this.trusted = properties.trustedProxies().stream()
                .map(String::strip)
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
                .toList();
    }

    ClientAddress of(ServerHttpRequest request) {
        var peer = request.getRemoteAddress();
        var ip = peer == null ? InetAddress.getLoopbackAddress() : peer.getAddress();
        var hops = String.join(",", request.getHeaders().getOrEmpty(FORWARDED_FOR)).split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isTrusted(ip); i--) {
            var before = parse(hops[i].strip());
            if (before.isEmpty()) {
                break;
            }
            ip = before.get();
        }
        return new ClientAddress(ip);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ClientAddress.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> of(exchange.getRequest()));
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(this);
    }

    private boolean isTrusted(InetAddress ip) {
        var socket = new InetSocketAddress(ip, 0);
        return trusted.stream().anyMatch(network -> network.matches(socket));
    }

    /** Never a name, so that nothing is looked up. */
    private static Optional<InetAddress> parse(String text) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
