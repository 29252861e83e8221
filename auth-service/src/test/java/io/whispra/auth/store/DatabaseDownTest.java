package io.whispra.auth.store;

import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.Installation;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
        "spring.mongodb.uri=mongodb://127.0.0.1:1/nowhere", "spring.kafka.bootstrap-servers=127.0.0.1:1",
        "whispra.store.timeout=200ms", "whispra.password.hashing.memory=1MB"})
@DirtiesContext
class DatabaseDownTest {

    @DynamicPropertySource
    static void installation(DynamicPropertyRegistry registry) {
        registry.add("SIGNING_KEYS", Installation.KEYS::toString);
    }

    @Test
    void f20_whatNeedsTheDatabaseIsUnavailableAndTheRestIsThere(@LocalServerPort int port) {
        var api = new Api(port);
        assertUnavailable(api.register("Ada", Api.newEmail(), Api.PASSWORD));
        assertUnavailable(api.logIn(Api.newEmail(), Api.PASSWORD));
        assertUnavailable(api.refresh("A".repeat(86)));
        assertUnavailable(api.logOut("A".repeat(86)));
        assertThat(api.ask(HttpMethod.GET, "/.well-known/jwks.json", "", _ -> {}).status()).isEqualTo(200);
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
        assertThat(answer.header(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
    }
}
