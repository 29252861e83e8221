package io.whispra.auth.login;

import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.MeterRegistry;
import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.Installation;
import io.whispra.auth.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class LoginTest extends RunningService {

    @Autowired
    MeterRegistry metrics;

    @Test
    void onePersonRegistersLogsInStaysAndLeaves() {
        var email = Api.newEmail();
        var registered = api.register("Grace", email, Api.PASSWORD);
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.text("/user/name")).isEqualTo("Grace");
        assertThat(registered.text("/user/email")).isEqualTo(email);

        var loggedIn = api.logIn(email, Api.PASSWORD);
        assertThat(loggedIn.status()).isEqualTo(200);
        assertThat(loggedIn.text("/user/id")).isEqualTo(registered.text("/user/id"));

        var refreshed = api.refresh(loggedIn.text("/refreshToken"));
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.text("/refreshToken")).isNotEqualTo(loggedIn.text("/refreshToken"));
        assertThat(api.get("/api/v1/me", refreshed.text("/accessToken")).text("/email")).isEqualTo(email);

        assertThat(api.logOut(refreshed.text("/refreshToken")).status()).isEqualTo(204);
        assertThat(api.refresh(refreshed.text("/refreshToken")).code()).isEqualTo("session-ended");
    }

    @Test
    void theAccessTokenIsAsDescribedByRfc9068() throws ParseException {
        var person = api.newPerson();
        var token = SignedJWT.parse(person.text("/accessToken"));
        assertThat(token.getHeader().toJSONObject()).containsEntry("typ", "at+jwt")
                .containsEntry("alg", "RS256")
                .containsEntry("kid", Installation.SIGNING.getKeyID())
                .hasSize(3);
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "aud", "sub", "sid", "iat", "exp", "jti");
        assertThat(claims.getAudience()).isEqualTo(List.of("whispra"));
        assertThat(claims.getSubject()).isEqualTo(person.text("/user/id"));
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(claims.getIssueTime().toInstant().plus(Duration.ofMinutes(10)));
        assertThat(person.text("/expiresAt")).isEqualTo(
                claims.getExpirationTime().toInstant().toString().replace("Z", ".000Z"));
    }

    @Test
    void t16_everyLoginIsANewSession() throws ParseException {
        var email = Api.newEmail();
        var first = api.register("Grace", email, Api.PASSWORD);
        var second = api.logIn(email, Api.PASSWORD);
        assertThat(sid(first)).isNotEqualTo(sid(second));
    }

    @Test
    void t23_wrongPasswordAndUnknownAddressGetTheSameAnswer() {
        var email = Api.newEmail();
        api.register("Grace", email, Api.PASSWORD);
        var wrong = api.logIn(email, "not her password");
        var unknown = api.logIn("nobody@example.org", "not her password");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("bad-credentials");
        assertThat(withoutTrace(wrong)).isEqualTo(withoutTrace(unknown));
        assertThat(wrong.headers().toSingleValueMap().keySet())
                .isEqualTo(unknown.headers().toSingleValueMap().keySet());
    }

    @Test
    void t23_anUnknownAddressTakesTheSameTimeAndTheSameHash() {
        var email = Api.newEmail();
        api.register("Grace", email, Api.PASSWORD);
        for (int i = 0; i < 50; i++) {
            wrong(email);
            wrong("nobody@example.org");
        }
        var known = new ArrayList<Cost>();
        var unknown = new ArrayList<Cost>();
        var before = metrics.get("whispra.password.hash").timer().count();
        for (int i = 0; i < 300; i++) {
            known.add(wrong(email));
            unknown.add(wrong("nobody@example.org"));
        }
        assertThat(metrics.get("whispra.password.hash").timer().count() - before).isEqualTo(600);
        assertThat(median(unknown, Cost::answer) - median(known, Cost::answer)).as("milliseconds").isBetween(-3.0, 3.0);
        assertThat(median(unknown, Cost::hash) / median(known, Cost::hash)).as("work").isBetween(0.5, 2.0);
    }

    /** What a login took, in milliseconds: all of it, and the hash. */
    private record Cost(double answer, double hash) {}

    private Cost wrong(String email) {
        var timer = metrics.get("whispra.password.hash").timer();
        var hashed = timer.totalTime(TimeUnit.MILLISECONDS);
        var begin = System.nanoTime();
        assertThat(api.logIn(email, "not her password").status()).isEqualTo(401);
        return new Cost((System.nanoTime() - begin) / 1e6, timer.totalTime(TimeUnit.MILLISECONDS) - hashed);
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> what) {
        return costs.stream().mapToDouble(what).sorted().skip(costs.size() / 2).findFirst().orElseThrow();
    }

    @Test
    void t21_aLongPasswordIsNotCutOff() {
        var email = Api.newEmail();
        var password = "a quiet horse ".repeat(8).substring(0, 100);
        assertThat(api.register("Grace", email, password).status()).isEqualTo(201);
        assertThat(api.logIn(email, password.substring(0, 72)).status()).isEqualTo(401);
        assertThat(api.logIn(email, password).status()).isEqualTo(200);
    }

    @Test
    void t20_aPasswordIsTheSameInComposedAndDecomposedForm() {
        var email = Api.newEmail();
        api.register("Grace", email, "pässwörter \uFF11\uFF12");
        assertThat(api.logIn(email, "pa\u0308sswo\u0308rter 12").status()).isEqualTo(200);
        assertThat(api.logIn(email, "passworter 12").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"email\": null, \"password\": null}", "{\"email\": \"a@example.org\"}"})
    void aMissingFieldIsNamed(String body) {
        var answer = api.post("/api/v1/auth/login", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/code")).isEqualTo("required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "not an address", "a@b", "\\u0000@example.org", "\\ud800@example.org"})
    void anAddressThatNobodyCanHaveIsWrongCredentials(String email) {
        assertThat(api.logIn(email, Api.PASSWORD).code()).isEqualTo("bad-credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\u0000", "\\ud800 no text at all"})
    void aPasswordThatNobodyCanHaveIsWrongCredentials(String password) {
        var email = Api.newEmail();
        api.register("Grace", email, Api.PASSWORD);
        assertThat(api.logIn(email, password).code()).isEqualTo("bad-credentials");
    }

    @Test
    void anExpiredAccessTokenDoesNotCloseTheOpenDoor() {
        var person = api.newPerson();
        var answer = api.ask(HttpMethod.POST, "/api/v1/auth/refresh",
                "{\"refreshToken\": \"%s\"}".formatted(person.text("/refreshToken")),
                headers -> headers.setBearerAuth("not.a.token"));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void t39_noAnswerWithATokenIsStored() {
        var person = api.newPerson();
        assertThat(person.header(HttpHeaders.CACHE_CONTROL)).contains("no-store");
        assertThat(api.refresh(person.text("/refreshToken")).header(HttpHeaders.CACHE_CONTROL)).contains("no-store");
        assertThat(api.get("/api/v1/me", person.text("/accessToken")).header(HttpHeaders.CACHE_CONTROL))
                .contains("no-store");
    }

    @Test
    void t48_otherMethodsAreRefused() {
        for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE)) {
            assertThat(api.ask(method, "/api/v1/auth/login", "", _ -> {}).status()).isEqualTo(405);
        }
    }

    private static String sid(Answer answer) throws ParseException {
        return SignedJWT.parse(answer.text("/accessToken")).getJWTClaimsSet().getStringClaim("sid");
    }

    private static String withoutTrace(Answer answer) {
        return answer.body().replace(answer.text("/traceId"), "");
    }
}
