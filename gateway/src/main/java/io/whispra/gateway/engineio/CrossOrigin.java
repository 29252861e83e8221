package io.whispra.gateway.engineio;

import io.whispra.gateway.socket.Handshake;
import io.whispra.gateway.socket.Origins;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets pages of listed origins poll (https://fetch.spec.whatwg.org/#http-cors-protocol): their origin is named, never a wildcard. Others are
 * told nothing. As a processor it answers preflights.
 */
public record CrossOrigin(Handshake handshake) implements CorsProcessor {

    private static final long DAY = 86_400;

    /** Names the origin of a listed party. */
    static void allow(ServerWebExchange exchange, String party) {
        var headers = exchange.getResponse().getHeaders();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (!party.equals(Origins.OWN)) {
            headers.setAccessControlAllowOrigin(exchange.getRequest().getHeaders().getOrigin());
            headers.setAccessControlAllowCredentials(true);
        }
    }

    @Override
    public boolean process(@Nullable CorsConfiguration configuration, ServerWebExchange exchange) {
        var party = handshake.party(exchange.getRequest());
        var response = exchange.getResponse();
        if (party == null) {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            return false;
        }
        allow(exchange, party);
        response.setStatusCode(HttpStatus.NO_CONTENT);
        response.getHeaders().set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
        response.getHeaders().set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HttpHeaders.CONTENT_TYPE);
        response.getHeaders().setAccessControlMaxAge(DAY);
        return true;
    }
}
