package io.whispra.gateway.edge;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A body that is in memory, so that it can be sent more than once. */
final class RepeatableBody extends ServerHttpRequestDecorator {

    private static final byte[] NOTHING = {};

    private final byte[] bytes;

    private RepeatableBody(ServerHttpRequest request, byte[] bytes) {
        super(request);
        this.bytes = bytes;
    }

    /** The exchange, once all of its request's body is here. How much that may be is up to {@link BoundedBody}. */
    static Mono<ServerWebExchange> read(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return DataBufferUtils.join(request.getBody())
                .map(RepeatableBody::bytes)
                .defaultIfEmpty(NOTHING)
                .map(bytes -> exchange.mutate().request(new RepeatableBody(request, bytes)).build());
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> bytes.length == 0
                ? Flux.empty()
                : Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes)));
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
