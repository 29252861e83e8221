package io.whispra.media.security;

import java.net.URI;

import io.whispra.embedded.junit.IssuerExtension;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.test.StepVerifier;

class KeysTest {

    @RegisterExtension
    static final IssuerExtension issuer = new IssuerExtension();

    @Test
    void f10_whereTheKeysCannotBeFetchedNothingIsKnownOfAToken() {
        var properties = new TokenProperties(issuer.issuer(), "whispra", URI.create("http://127.0.0.1:1/jwks.json"));
        var tokens = new SecurityConfiguration().accessTokens(properties);

        StepVerifier.create(tokens.decode(issuer.userToken("anna")))
                .verifyErrorMatches(e -> e instanceof Refusal refusal && refusal.type() == ProblemType.UNAVAILABLE);
    }
}
