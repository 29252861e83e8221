package io.whispra.auth.throttle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.RunningService;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

@TestPropertySource(properties = {"whispra.throttle.enabled=true",
        "whispra.throttle.trusted-proxies=127.0.0.0/8,::1/128"})
class ThrottlesTest extends RunningService {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired
    Throttles throttles;

    @Autowired
    MeterRegistry metrics;

    private final String home = anotherAddress();

    @Test
    void t19_thirtyWrongPasswordsAreRefusedFromTheEleventhOnBeforeTheyAreHashed() {
        var email = newAccount();
        var attacker = anotherAddress();
        var before = hashes();
        for (int i = 1; i <= 30; i++) {
            var answer = wrong(email, attacker);
            assertThat(answer.status()).isEqualTo(i <= 10 ? 401 : 429);
        }
        assertThat(hashes() - before).isEqualTo(10);
        var refused = right(email, attacker);
        assertThat(refused.code()).isEqualTo("too-many-requests");
        assertThat(refused.header(HttpHeaders.RETRY_AFTER)).isEqualTo("30");
        assertThat(refused.text("/retryAfterMs")).isEqualTo("30000");
    }

    @Test
    void t19_whileOneAddressGuessesTheOwnerLogsInFromAnother() {
        var email = newAccount();
        var attacker = anotherAddress();
        for (int i = 0; i < 30; i++) {
            wrong(email, attacker);
        }
        assertThat(right(email, attacker).status()).isEqualTo(429);
        assertThat(right(email, home).status()).isEqualTo(200);
        assertThat(right(email, anotherAddress()).status()).isEqualTo(200);
    }

    @Test
    void t19_noLockIsForEver() {
        var email = newAccount();
        for (int i = 0; i < 12; i++) {
            wrong(email, home);
        }
        assertThat(right(email, home).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(30));
        assertThat(right(email, home).status()).isEqualTo(200);
    }

    @Test
    void t19_atMostAHundredGuessesFromEverywhereAndTheOwnersAddressIsNotLocked() {
        var email = newAccount();
        var before = hashes();
        for (int i = 0; i < 120; i++) {
            assertThat(wrong(email, anotherAddress()).status()).isEqualTo(i < 100 ? 401 : 429);
        }
        assertThat(hashes() - before).isEqualTo(100);
        assertThat(right(email, anotherAddress()).status()).as("a new address").isEqualTo(429);
        assertThat(right(email, home).status()).as("a known address").isEqualTo(200);
        for (int i = 0; i < 11; i++) {
            assertThat(wrong(email, home).status()).as("has its own limit").isEqualTo(i < 10 ? 401 : 429);
        }
        clock.advance(Duration.ofMinutes(5));
        assertThat(right(email, anotherAddress()).status()).as("a new address, later").isEqualTo(200);
    }

    @Test
    void t19_oneAddressTriesAtMostSixtyAccountsInARow() {
        var attacker = anotherAddress();
        for (int i = 0; i < 61; i++) {
            assertThat(wrong(Api.newEmail(), attacker).status()).isEqualTo(i < 60 ? 401 : 429);
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(wrong(Api.newEmail(), attacker).status()).isEqualTo(401);
        assertThat(wrong(Api.newEmail(), attacker).status()).isEqualTo(429);
    }

    @Test
    void whoLogsInRightlyIsNeverSlowedDown() {
        var email = newAccount();
        for (int i = 0; i < 70; i++) {
            assertThat(right(email, home).status()).isEqualTo(200);
        }
    }

    @Test
    void t23_anUnknownAccountIsRefusedAsAKnownOneIs() {
        var known = newAccount();
        var unknown = Api.newEmail();
        for (int i = 0; i < 12; i++) {
            var one = wrong(known, home);
            var other = wrong(unknown, home);
            assertThat(one.status()).isEqualTo(other.status());
            assertThat(one.body().replace(one.text("/traceId"), ""))
                    .isEqualTo(other.body().replace(other.text("/traceId"), ""));
        }
    }

    @Test
    void t24_otherSpellingsOfAnAddressAreTheSameAccount() {
        var email = newAccount();
        for (int i = 0; i < 10; i++) {
            wrong(i % 2 == 0 ? email.replace("person", "PERSON") : " " + email, home);
        }
        assertThat(wrong(email, home).status()).isEqualTo(429);
    }

    @Test
    void allAddressesOfAnIpv6NetworkAreOne() {
        var email = newAccount();
        for (int i = 0; i < 11; i++) {
            assertThat(wrong(email, "2001:db8:0:7::" + i).status()).isEqualTo(i < 10 ? 401 : 429);
        }
        assertThat(wrong(email, "2001:db8:0:8::1").status()).isEqualTo(401);
    }

    @Test
    void thirtyRegistrationsInARowComeFromOneAddress() {
        for (int i = 0; i < 30; i++) {
            register(Api.newEmail());
        }
        var refused = api.postFrom(home, "/api/v1/auth/register", form(Api.newEmail()));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header(HttpHeaders.RETRY_AFTER)).isEqualTo("10");
        clock.advance(Duration.ofSeconds(10));
        register(Api.newEmail());
    }

    @Test
    void thirtySearchesInARowAreAnswered() {
        var token = register(Api.newEmail()).text("/accessToken");
        for (int i = 0; i < 31; i++) {
            assertThat(api.get("/api/v1/users?q=nobody", token).status()).isEqualTo(i < 30 ? 200 : 429);
        }
        assertThat(api.get("/api/v1/users?ids=nobody", token).status()).isEqualTo(200);
    }

    @Test
    void tenNamesInARowAreTaken() {
        var token = register(Api.newEmail()).text("/accessToken");
        for (int i = 0; i < 11; i++) {
            assertThat(api.patch("/api/v1/me", token, "{\"name\": \"Ada\"}").status()).isEqualTo(i < 10 ? 200 : 429);
        }
    }

    @Test
    void tenWrongPasswordsInARowAreCheckedAndRightOnesCostNothing() {
        var wrong = Mono.error(new Refusal(ProblemType.WRONG_PASSWORD, "Wrong."));
        for (int i = 0; i < 20; i++) {
            throttles.confirm(home, Mono.just("right")).as(StepVerifier::create).expectNextCount(1).verifyComplete();
            throttles.confirm(home, Mono.empty()).as(StepVerifier::create).verifyComplete();
        }
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(throttles.confirm(home, wrong))).isEqualTo(ProblemType.WRONG_PASSWORD);
        }
        assertThat(refusal(throttles.confirm(home, wrong))).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    }

    private static ProblemType refusal(Mono<?> refused) {
        var type = new ProblemType[1];
        refused.as(StepVerifier::create).expectErrorSatisfies(e -> type[0] = ((Refusal) e).type()).verify();
        return type[0];
    }

    private String newAccount() {
        return register(Api.newEmail()).text("/user/email");
    }

    private Answer register(String email) {
        var answer = api.postFrom(home, "/api/v1/auth/register", form(email));
        assertThat(answer.status()).isEqualTo(201);
        return answer;
    }

    private Answer wrong(String email, String from) {
        return api.postFrom(from, "/api/v1/auth/login", form(email).replace(Api.PASSWORD, "not the password"));
    }

    private Answer right(String email, String from) {
        return api.postFrom(from, "/api/v1/auth/login", form(email));
    }

    private static String form(String email) {
        return """
                {"name": "Ada", "email": "%s", "password": "%s"}""".formatted(email, Api.PASSWORD);
    }

    private long hashes() {
        return metrics.get("whispra.password.hash").timer().count();
    }

    private static String anotherAddress() {
        var next = ADDRESSES.incrementAndGet();
        return "10.7.%d.%d".formatted(next / 250, next % 250);
    }
}
