package io.whispra.gateway.engineio;

import java.nio.charset.StandardCharsets;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The HTTP side of polling.
 *
 * @param maxPayload bytes of a request's body
 */
record Polling(int maxPayload) {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final byte[] OK = {'o', 'k'};
    private static final byte[] NOTHING = {};

    Mono<Void> get(ServerWebExchange exchange, PollingLink link) {
        return link.poll()
                .flatMap(payload -> answer(exchange, payload))
                .onErrorResume(PollingLink.NotOpen.class, _ -> HandshakeError.BAD_REQUEST.answer(exchange));
    }

    Mono<Void> post(ServerWebExchange exchange, PollingLink link) {
        return link.push(body(exchange.getRequest()).doOnError(Refusal.class, link::refused))
                .then(Mono.defer(() -> answer(exchange, OK)))
                .onErrorResume(Polling::isMalformed, _ -> HandshakeError.BAD_REQUEST.answer(exchange));
    }

    private static boolean isMalformed(Throwable error) {
        return error instanceof PollingLink.NotOpen
                || (error instanceof Refusal refusal && refusal.type() == ProblemType.MALFORMED);
    }

    /** Read no further than to its limit. Binary is text in this version of the protocol. */
    private Mono<byte[]> body(ServerHttpRequest request) {
        if (MediaType.APPLICATION_OCTET_STREAM.isCompatibleWith(request.getHeaders().getContentType())) {
            return Mono.error(new Refusal(ProblemType.MALFORMED, "Packets are sent as text."));
        }
        if (request.getHeaders().getContentLength() > maxPayload) {
            return Mono.error(tooLarge());
        }
        return DataBufferUtils.join(request.getBody(), maxPayload)
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .map(Polling::bytes)
                .defaultIfEmpty(NOTHING);
    }

    private Refusal tooLarge() {
        return new Refusal(ProblemType.TOO_LARGE, "A payload must not exceed " + maxPayload + " bytes.");
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Mono<Void> answer(ServerWebExchange exchange, byte[] payload) {
        var response = exchange.getResponse();
        response.getHeaders().setContentType(TEXT);
        response.getHeaders().setContentLength(payload.length);
        response.getHeaders().setCacheControl("no-store");
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(payload)));
    }
}
