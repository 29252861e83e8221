package io.whispra.auth.revocation;

import java.time.Duration;
import java.util.Map;

import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.Installation;
import io.whispra.auth.RunningService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/** Access tokens of what has ended, at the instance that ended it and at another one. */
class RevokedTokenTest extends RunningService {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration PATIENTLY = Duration.ofSeconds(20);

    @Test
    void t9_theAccessTokenOfASessionThatWasLoggedOutIsRefusedWithinTwoSeconds() {
        var phone = api.newPerson();
        var desk = api.again(phone);
        assertThat(me(api, phone)).isEqualTo(200);

        api.logOut(phone.text("/refreshToken"));

        assertRefusedSoon(phone);
        assertThat(me(api, desk)).isEqualTo(200);
    }

    @Test
    void t9_aNewPasswordShutsOutTheAccessTokensOfOtherDevices() {
        var phone = api.newPerson();
        var desk = api.again(phone);

        api.put("/api/v1/me/password", desk.text("/accessToken"), """
                {"currentPassword": "%s", "newPassword": "a louder zebra"}""".formatted(Api.PASSWORD));

        assertRefusedSoon(phone);
        assertThat(me(api, desk)).isEqualTo(200);
    }

    @Test
    void t10_theAccessTokensOfADisabledPersonAreRefusedAlsoWhenThePersonIsEnabledAgain() {
        var phone = api.newPerson();
        var path = "/internal/v1/users/" + phone.text("/user/id") + "/status";
        var operator = api.service("operator", Installation.OPERATOR_SECRET);

        api.put(path, operator, "{\"status\": \"disabled\"}");
        assertRefusedSoon(phone);
        api.put(path, operator, "{\"status\": \"active\"}");

        assertThat(me(api, phone)).isEqualTo(401);
        assertThat(me(api, api.again(phone))).isEqualTo(200);
    }

    @Test
    void t9_anotherInstanceNeverLetsInWhoWasLoggedOutBeforeItStartedNorWhoIsLater() {
        var tablet = api.newPerson();
        var phone = api.again(tablet);
        var desk = api.again(tablet);
        api.logOut(tablet.text("/refreshToken"));
        assertRevoked(tablet.sid(), "logout");
        try (var other = anotherInstance(Map.of())) {
            var there = apiOf(other);
            Awaitility.await().atMost(PATIENTLY).pollInterval(Duration.ofMillis(20)).until(() -> {
                int ready = readiness(other);
                assertThat(me(there, tablet)).isIn(401, ready == 200 ? 401 : 503);
                return ready == 200;
            });
            assertThat(me(there, phone)).isEqualTo(200);

            api.logOut(phone.text("/refreshToken"));
            Awaitility.await().atMost(AT_ONCE).until(() -> me(there, phone) == 401);
            assertThat(there.refresh(phone.text("/refreshToken")).status()).isEqualTo(401);

            assertThat(there.logOut(desk.text("/refreshToken")).status()).isEqualTo(204);
            assertRefusedSoon(desk);
        }
    }

    @Test
    void t9_withoutABrokerSessionsEndAndAnotherInstanceTellsIt() {
        try (var cutOff = anotherInstance(Map.of("spring.kafka.bootstrap-servers", "127.0.0.1:1",
                "spring.kafka.admin.operation-timeout", "1s",
                "spring.kafka.admin.properties[default.api.timeout.ms]", "500",
                "spring.kafka.admin.properties[request.timeout.ms]", "400"))) {
            var there = apiOf(cutOff);
            var phone = there.newPerson();
            var desk = there.again(phone);
            // It does not know who was shut out, and so lets in nobody but services.
            assertThat(readiness(cutOff)).isEqualTo(503);
            assertThat(me(there, phone)).isEqualTo(503);
            assertThat(there.ask(HttpMethod.GET, "/api/v1/me", "", h -> h.setBearerAuth("not.a.token")).status())
                    .isEqualTo(401);
            assertThat(there.get("/api/v1/me", there.service("operator", Installation.OPERATOR_SECRET)).status())
                    .isEqualTo(403);

            assertThat(there.logOut(phone.text("/refreshToken")).status()).isEqualTo(204);
            var started = System.nanoTime();
            assertThat(there.logOut(desk.text("/refreshToken")).status()).isEqualTo(204);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(700));

            assertThat(there.refresh(phone.text("/refreshToken")).status()).isEqualTo(401);
            assertRevoked(phone.sid(), "logout");
            assertRevoked(desk.sid(), "logout");
            assertRefusedSoon(desk);
        }
    }

    private void assertRefusedSoon(Answer device) {
        Awaitility.await().atMost(AT_ONCE).until(() -> me(api, device) == 401);
        assertThat(api.get("/api/v1/me", device.text("/accessToken")).code()).isEqualTo("unauthenticated");
    }

    private static int me(Api asked, Answer device) {
        return asked.get("/api/v1/me", device.text("/accessToken")).status();
    }
}
