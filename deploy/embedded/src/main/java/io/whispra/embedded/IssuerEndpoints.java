package io.whispra.embedded;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** What the issuer serves: its keys, and tokens for services (RFC 6749, section 4.4). */
record IssuerEndpoints(BiFunction<String, String[], String> serviceToken, Duration lifetime) {
    static final String JWKS = "/.well-known/jwks.json";
    static final String TOKEN = "/oauth/token";
    private static final int MAX_FORM_BYTES = 4096;

    void serve(HttpServer server, Supplier<String> jwks) {
        server.createContext(JWKS, exchange -> answer(exchange, 200, jwks.get()));
        server.createContext(TOKEN, this::grant);
    }

    private void grant(HttpExchange exchange) throws IOException {
        String clientId = clientId(exchange.getRequestHeaders().getFirst("Authorization"));
        if (clientId == null) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"whispra\"");
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        Map<String, String> form = form(exchange);
        if (!"client_credentials".equals(form.get("grant_type"))) {
            answer(exchange, 400, "{\"error\":\"unsupported_grant_type\"}");
            return;
        }
        String scope = form.getOrDefault("scope", "");
        answer(exchange, 200, JSONObjectUtils.toJSONString(Map.of(
                "access_token", serviceToken.apply(clientId, scope.split(" ")),
                "token_type", "Bearer",
                "expires_in", lifetime.toSeconds(),
                "scope", scope)));
    }

    private static @Nullable String clientId(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return null;
        }
        try {
            byte[] pair = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
            String[] idAndSecret = new String(pair, StandardCharsets.UTF_8).split(":", 2);
            return idAndSecret.length == 2 && !idAndSecret[0].isEmpty() ? decoded(idAndSecret[0]) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(MAX_FORM_BYTES), StandardCharsets.UTF_8);
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(field -> decoded(field[0]), field -> decoded(field[1]), (first, _) -> first));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        try (exchange; var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
