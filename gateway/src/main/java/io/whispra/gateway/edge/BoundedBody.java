package io.whispra.gateway.edge;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** Passes a body on while it is read, and fails where it exceeds its limit. */
final class BoundedBody extends ServerHttpRequestDecorator {

    private final long limit;

    BoundedBody(ServerHttpRequest request, long limit) {
        super(request);
        this.limit = limit;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> {
            var left = new long[]{limit};
            return super.getBody().doOnNext(buffer -> {
                left[0] -= buffer.readableByteCount();
                if (left[0] < 0) {
                    DataBufferUtils.release(buffer);
                    throw new Refusal(ProblemType.TOO_LARGE, "The body exceeds " + limit + " bytes.");
                }
            });
        });
    }
}
