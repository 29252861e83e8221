package io.whispra.media.upload;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Copies multipart bodies out of the network's pool before they are parsed. Spring's parser (7.0.9) drops the buffers that it holds when an upload is
 * cut, and does not give them back (https://github.com/spring-projects/spring-framework/pull/37115); these need not be given back.
 */
@Component
final class UnpooledBodies implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var type = request.getHeaders().getFirst("Content-Type");
        return type != null && type.regionMatches(true, 0, MediaType.MULTIPART_FORM_DATA_VALUE, 0,
                MediaType.MULTIPART_FORM_DATA_VALUE.length())
                        ? chain.filter(exchange.mutate().request(new Unpooled(request)).build())
                        : chain.filter(exchange);
    }

    private static DataBuffer copied(DataBuffer pooled) {
        try {
            var bytes = new byte[pooled.readableByteCount()];
            pooled.read(bytes);
            return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
        } finally {
            DataBufferUtils.release(pooled);
        }
    }

    private static final class Unpooled extends ServerHttpRequestDecorator {
        Unpooled(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().map(UnpooledBodies::copied);
        }
    }
}
