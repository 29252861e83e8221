package io.whispra.auth.token;

import java.text.ParseException;
import java.util.Map;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.whispra.auth.Installation;
import io.whispra.auth.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class JwksTest extends RunningService {

    @Test
    void allKeysArePublishedWithoutTheirPrivateParts() throws ParseException {
        var answer = api.ask(HttpMethod.GET, "/.well-known/jwks.json", "", _ -> {});
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().getContentType()).hasToString("application/json");
        assertThat(JWKSet.parse(answer.body()).getKeys()).extracting(JWK::getKeyID)
                .containsExactly(Installation.SIGNING.getKeyID(), Installation.OLDER.getKeyID());
        for (Map<String, Object> key : JWKSet.parse(answer.body()).getKeys().stream().map(JWK::toJSONObject).toList()) {
            assertThat(key).containsOnlyKeys("kty", "use", "alg", "kid", "n", "e");
        }
        assertThat(answer.json().at("/keys/0").propertyNames()).containsExactlyInAnyOrder("kty", "use", "alg", "kid",
                "n", "e");
    }

    @Test
    void theKeysMayBeKeptFor5Minutes() {
        var answer = api.ask(HttpMethod.GET, "/.well-known/jwks.json", "", _ -> {});
        assertThat(answer.header(HttpHeaders.CACHE_CONTROL)).isEqualTo("max-age=300, public");
    }
}
