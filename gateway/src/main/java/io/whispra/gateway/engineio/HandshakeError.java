package io.whispra.gateway.engineio;

import java.nio.charset.StandardCharsets;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Why a request is refused, with the codes of the reference implementation. */
enum HandshakeError {

    TRANSPORT_UNKNOWN(HttpStatus.BAD_REQUEST, 0, "Transport unknown"),
    SESSION_UNKNOWN(HttpStatus.BAD_REQUEST, 1, "Session ID unknown"),
    BAD_METHOD(HttpStatus.BAD_REQUEST, 2, "Bad handshake method"),
    BAD_REQUEST(HttpStatus.BAD_REQUEST, 3, "Bad request"),
    FORBIDDEN(HttpStatus.FORBIDDEN, 4, "Forbidden"),
    VERSION_UNSUPPORTED(HttpStatus.BAD_REQUEST, 5, "Unsupported protocol version");

    private final HttpStatus status;
    private final int code;
    private final String message;

    HandshakeError(HttpStatus status, int code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    Mono<Void> answer(ServerWebExchange exchange) {
        var response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setCacheControl("no-store");
        var body = "{\"code\":%d,\"message\":\"%s\"}".formatted(code, message).getBytes(StandardCharsets.UTF_8);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
