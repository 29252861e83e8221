package io.whispra.room.security;

import java.util.Base64;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Refuses tokens that have more objects and arrays in them than ours, before they are parsed: a parser that runs out of stack, as
 * in CVE-2025-53864, leaves the request without any answer.
 */
final class FlatTokens implements ReactiveJwtDecoder {

    /** In the header, and in the claims. Ours have one and two. */
    private static final int MOST = 16;

    private final ReactiveJwtDecoder tokens;

    FlatTokens(ReactiveJwtDecoder tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return isFlat(token)
                ? tokens.decode(token)
                : Mono.error(() -> new BadJwtException("The token is not made as an access token is."));
    }

    private static boolean isFlat(String token) {
        var claims = token.indexOf('.') + 1;
        var signature = token.indexOf('.', claims);
        return claims > 0 && signature > 0
                && isFlat(token, 0, claims - 1)
                && isFlat(token, claims, signature);
    }

    /** What closes again is not counted off, for it could stand in a text. What is not base64url is none of ours either. */
    private static boolean isFlat(String token, int from, int to) {
        try {
            var json = Base64.getUrlDecoder().decode(token.substring(from, to).getBytes(ISO_8859_1));
            var opened = 0;
            for (var character : json) {
                if (character == '{' || character == '[') {
                    opened++;
                }
            }
            return opened <= MOST;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
