package io.whispra.auth.throttle;

import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@TestPropertySource(properties = "whispra.throttle.enabled=true")
class UntrustedPeerTest extends RunningService {

    @Test
    void t19_t42_inventedAddressesAreNoWayAroundTheLimit() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(logIn("10.%d.%d.7".formatted(i / 250, i % 250)).status()).isEqualTo(i < 10 ? 401 : 429);
        }
        assertThat(logIn("10.0.0.1").headers().toSingleValueMap().toString()).doesNotContain("10.0.0.1");
    }

    private Answer logIn(String invented) {
        return api.postFrom(invented, "/api/v1/auth/login", """
                {"email": "grace@example.org", "password": "%s"}""".formatted(Api.PASSWORD));
    }
}
