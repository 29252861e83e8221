package io.whispra.auth.password;

import java.util.Objects;

import io.whispra.auth.Answer;
import io.whispra.auth.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

@TestPropertySource(properties = {"whispra.password.hashing.memory=19MB", "whispra.password.hashing.iterations=2",
        "whispra.password.hashing.concurrent=1", "whispra.password.hashing.queue=2"})
@DirtiesContext
class HashingOverloadTest extends RunningService {

    @Test
    void t22_moreHashesThanCanWaitAreRefusedAndTheRestGoesOn() {
        var token = api.newPerson().text("/accessToken");
        var logins = Objects.requireNonNull(Flux.range(0, 100).flatMap(_ -> api.posting("/api/v1/auth/login", """
                {"email": "nobody@example.org", "password": "not the password"}"""), 100).collectList().block());
        assertThat(logins).extracting(Answer::status).containsOnly(401, 503);
        var refused = logins.stream().filter(answer -> answer.status() == 503).toList();
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.code()).isEqualTo("unavailable");
            assertThat(answer.header(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
            assertThat(answer.text("/retryAfterMs")).isEqualTo("2000");
        });
        assertThat(logins).filteredOn(answer -> answer.status() == 401).hasSizeGreaterThanOrEqualTo(3);
        assertThat(api.get("/api/v1/me", token).status()).isEqualTo(200);
        assertThat(api.newPerson().status()).isEqualTo(201);
    }
}
