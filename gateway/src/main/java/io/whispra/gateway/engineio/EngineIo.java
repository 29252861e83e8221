package io.whispra.gateway.engineio;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import io.whispra.gateway.socket.Handshake;
import io.whispra.gateway.socket.Ids;
import io.whispra.gateway.socket.SocketProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** The endpoint of Engine.IO: a handshake opens a session on the transport that it names, of which there is WebSocket. */
public final class EngineIo implements WebHandler {

    private static final String VERSION = "4";
    private static final String WEBSOCKET = "websocket";

    private final Handshake handshake;
    private final SocketProperties properties;
    private final Function<EngineSocket, Messages> protocol;

    /** Serves the protocol that is made for each session. */
    public EngineIo(Handshake handshake, SocketProperties properties, Function<EngineSocket, Messages> protocol) {
        this.handshake = handshake;
        this.properties = properties;
        this.protocol = protocol;
    }

    /** Why a handshake is refused, with the codes of the reference implementation. */
    private enum HandshakeError {
        TRANSPORT_UNKNOWN(0, "Transport unknown"),
        SESSION_UNKNOWN(1, "Session ID unknown"),
        VERSION_UNSUPPORTED(5,
                "Unsupported protocol version");

        private final int code;
        private final String message;

        HandshakeError(int code, String message) {
            this.code = code;
            this.message = message;
        }

        private Mono<Void> answer(ServerWebExchange exchange) {
            var response = exchange.getResponse();
            response.setStatusCode(HttpStatus.BAD_REQUEST);
            response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
            response.getHeaders().setCacheControl("no-store");
            var body = "{\"code\":%d,\"message\":\"%s\"}".formatted(code, message).getBytes(StandardCharsets.UTF_8);
            return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
        }
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        var query = exchange.getRequest().getQueryParams();
        if (!isExactly(query, "transport", WEBSOCKET)) {
            return HandshakeError.TRANSPORT_UNKNOWN.answer(exchange);
        }
        if (!isExactly(query, "EIO", VERSION)) {
            return HandshakeError.VERSION_UNSUPPORTED.answer(exchange);
        }
        if (query.containsKey("sid")) {
            return HandshakeError.SESSION_UNKNOWN.answer(exchange);
        }
        return handshake.upgrade(exchange, link -> new EngineSession(Ids.next(), link, properties, protocol));
    }

    private static boolean isExactly(MultiValueMap<String, String> query, String name, String value) {
        var values = query.get(name);
        return values != null && values.size() == 1 && value.equals(values.getFirst());
    }
}
