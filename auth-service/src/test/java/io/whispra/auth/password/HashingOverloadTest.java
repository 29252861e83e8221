package io.whispra.auth.password;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.MeterRegistry;
import io.whispra.auth.Answer;
import io.whispra.auth.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

@TestPropertySource(properties = {"whispra.password.hashing.memory=19MB", "whispra.password.hashing.iterations=2",
        "whispra.password.hashing.concurrent=1", "whispra.password.hashing.queue=20"})
@DirtiesContext
class HashingOverloadTest extends RunningService {

    @Autowired
    MeterRegistry metrics;

    @Test
    void t22_moreHashesThanCanWaitAreRefusedAndTheRestGoesOn() {
        var token = api.newPerson().text("/accessToken");
        // Measured is a service that has been running for a while.
        latenciesUntilDone(logins().toFuture(), token);
        var before = metrics.get("whispra.password.hash").timer().count();
        var logins = logins().toFuture();
        var latencies = latenciesUntilDone(logins, token);
        var answers = Objects.requireNonNull(logins.join());
        assertThat(answers).extracting(Answer::status).containsOnly(401, 503);
        assertThat(answers).filteredOn(answer -> answer.status() == 503).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.code()).isEqualTo("unavailable");
            assertThat(answer.header(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
            assertThat(answer.text("/retryAfterMs")).isEqualTo("2000");
        });
        var hashed = answers.stream().filter(answer -> answer.status() == 401).count();
        assertThat(hashed).isGreaterThanOrEqualTo(21).isEqualTo(
                metrics.get("whispra.password.hash").timer().count() - before);
        assertThat(latencies.get(latencies.size() * 99 / 100)).as("99th percentile in ms of %s", latencies)
                .isLessThan(200);
        assertThat(api.newPerson().status()).isEqualTo(201);
    }

    private Mono<List<Answer>> logins() {
        return Flux.range(0, 200).flatMap(_ -> api.posting("/api/v1/auth/login", """
                {"email": "nobody@example.org", "password": "not the password"}"""), 200).collectList();
    }

    /** How long another route takes meanwhile, and a little longer: milliseconds, sorted. */
    private List<Long> latenciesUntilDone(Future<?> logins, String token) {
        var latencies = new ArrayList<Long>();
        while (!logins.isDone() || latencies.size() < 200) {
            var begin = System.nanoTime();
            assertThat(api.get("/.well-known/jwks.json", token).status()).isEqualTo(200);
            latencies.add((System.nanoTime() - begin) / 1_000_000);
        }
        return latencies.stream().sorted().toList();
    }
}
