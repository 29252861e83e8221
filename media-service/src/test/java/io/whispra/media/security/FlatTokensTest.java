package io.whispra.media.security;

import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static java.nio.charset.StandardCharsets.UTF_8;

class FlatTokensTest {

    private static final Jwt PARSED = Jwt.withTokenValue("parsed").header("alg", "RS256").subject("anna").build();

    private final ReactiveJwtDecoder tokens = new FlatTokens(_ -> Mono.just(PARSED));

    @Test
    void t18_whatIsNestedDeeplyIsRefusedUnparsedWhereverItStands() {
        var deep = "{\"a\":".repeat(17) + "1" + "}".repeat(17);
        var hidden = "{\"x\":\"" + "}".repeat(20) + "\",\"a\":" + "[".repeat(17) + "]".repeat(17) + "}";
        for (var part : new String[]{deep, hidden, "[".repeat(2_500)}) {
            assertRefused(encoded("{}") + "." + encoded(part) + ".c2ln");
            assertRefused(encoded(part) + "." + encoded("{}") + ".c2ln");
        }
        for (var odd : new String[]{"", "a", "a.b", "!!!.!!!.c2ln", encoded("{}") + "." + encoded("{}") + "=x.c2ln",
                ".."}) {
            StepVerifier.create(tokens.decode(odd).onErrorResume(BadJwtException.class, _ -> Mono.empty()).then())
                    .verifyComplete();
        }
    }

    @Test
    void asManyAsTheBoundArePassedOn() {
        var bound = "{\"a\":".repeat(16) + "1" + "}".repeat(16);
        StepVerifier.create(tokens.decode(encoded("{\"alg\":\"RS256\"}") + "." + encoded(bound) + ".c2ln"))
                .expectNext(PARSED)
                .verifyComplete();
    }

    private void assertRefused(String token) {
        StepVerifier.create(tokens.decode(token)).verifyError(BadJwtException.class);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
