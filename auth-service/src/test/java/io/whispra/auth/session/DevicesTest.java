package io.whispra.auth.session;

import java.util.List;
import java.util.stream.IntStream;

import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class DevicesTest extends RunningService {

    @Autowired
    SessionProperties properties;

    @Test
    void oneSeesOnesDevicesTheLatestFirstAndNoSecret() {
        var phone = api.newPerson();
        clock.advance(properties.grace());
        var desk = api.ask(HttpMethod.POST, "/api/v1/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(phone.text("/user/email"), Api.PASSWORD),
                headers -> headers.set(HttpHeaders.USER_AGENT, "x".repeat(300)));

        var sessions = list(desk);

        assertThat(sessions.json().at("/sessions").valueStream().map(session -> session.at("/id").asString()))
                .containsExactly(desk.sid(), phone.sid());
        assertThat(sessions.json().at("/sessions/0").propertyNames()).containsExactlyInAnyOrder("id", "current",
                "createdAt", "lastSeenAt", "expiresAt", "userAgent", "address");
        assertThat(sessions.text("/sessions/0/current")).isEqualTo("true");
        assertThat(sessions.text("/sessions/1/current")).isEqualTo("false");
        assertThat(sessions.text("/sessions/0/userAgent")).isEqualTo("x".repeat(200));
        assertThat(sessions.text("/sessions/0/address")).isEqualTo("127.0.0.1");
        assertThat(sessions.text("/sessions/0/expiresAt"))
                .isEqualTo(clock.instant().plus(properties.idle()).toString());
    }

    @Test
    void whatIsOverIsNotListed() {
        var phone = api.newPerson();
        clock.advance(properties.idle());
        var desk = api.again(phone);
        assertThat(ids(desk)).containsExactly(desk.sid());
        var tablet = api.again(phone);
        api.logOut(tablet.text("/refreshToken"));
        assertThat(ids(desk)).containsExactly(desk.sid());
    }

    @Test
    void t9_anotherDeviceIsLoggedOut() {
        var phone = api.newPerson();
        var desk = api.again(phone);

        assertThat(end(desk, phone.sid()).status()).isEqualTo(204);

        assertThat(api.refresh(phone.text("/refreshToken")).code()).isEqualTo("session-ended");
        assertThat(api.refresh(desk.text("/refreshToken")).status()).isEqualTo(200);
        assertRevoked(phone.sid(), "ended");
        assertThat(end(desk, phone.sid()).code()).isEqualTo("session-not-found");
    }

    @Test
    void t9_oneMayEndTheSessionOneIsIn() {
        var phone = api.newPerson();
        assertThat(end(phone, phone.sid()).status()).isEqualTo(204);
        assertThat(api.refresh(phone.text("/refreshToken")).status()).isEqualTo(401);
        assertRevoked(phone.sid(), "logout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "01a20361-0000-7000-8000-000000000000", "%7B%22$ne%22:null%7D"})
    void t28_anUnknownSessionIsNotFound(String id) {
        var answer = end(api.newPerson(), id);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("session-not-found");
    }

    @Test
    void t28_anothersSessionIsAsUnknown() {
        var somebody = api.newPerson();
        assertThat(end(api.newPerson(), somebody.sid()).code()).isEqualTo("session-not-found");
        assertThat(api.refresh(somebody.text("/refreshToken")).status()).isEqualTo(200);
        assertThat(ids(api.newPerson())).doesNotContain(somebody.sid());
    }

    @Test
    void t9_allOtherDevicesAreLoggedOutAtOnce() {
        var phone = api.newPerson();
        var desk = api.again(phone);
        var tablet = api.again(phone);
        var somebody = api.newPerson();

        assertThat(api.delete("/api/v1/me/sessions", desk.text("/accessToken"), "").status()).isEqualTo(204);

        assertThat(ids(desk)).containsExactly(desk.sid());
        assertThat(api.refresh(phone.text("/refreshToken")).status()).isEqualTo(401);
        assertThat(api.refresh(tablet.text("/refreshToken")).status()).isEqualTo(401);
        assertThat(api.refresh(somebody.text("/refreshToken")).status()).isEqualTo(200);
        assertRevoked(phone.sid(), "ended");
        assertRevoked(tablet.sid(), "ended");
    }

    @Test
    void t9_oneLogsOutEverywhere() {
        var phone = api.newPerson();
        var desk = api.again(phone);

        assertThat(logOutEverywhere(desk).status()).isEqualTo(204);

        assertThat(api.refresh(phone.text("/refreshToken")).status()).isEqualTo(401);
        assertThat(api.refresh(desk.text("/refreshToken")).status()).isEqualTo(401);
        assertRevoked(phone.sid(), "ended");
        assertRevoked(desk.sid(), "logout");
        assertThat(told(desk.text("/user/id"))).hasSize(2);
    }

    @Test
    void aTokenOfASessionThatIsOverLogsNobodyElseOut() {
        var phone = api.newPerson();
        var desk = api.again(phone);
        api.logOut(desk.text("/refreshToken"));
        assertThat(logOutEverywhere(desk).status()).isEqualTo(204);
        assertThat(api.refresh(phone.text("/refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void t9_aLogoutIsTold() {
        var phone = api.newPerson();
        api.logOut(phone.text("/refreshToken"));
        api.logOut(phone.text("/refreshToken"));
        assertRevoked(phone.sid(), "logout");
        assertThat(told(phone.text("/user/id"))).singleElement().satisfies(event -> {
            assertThat(event.id()).startsWith(phone.sid()).endsWith(":revoked");
            assertThat(event.text("at")).isEqualTo(clock.instant().toString());
        });
    }

    @Test
    void t12_theReuseOfATokenIsTold() {
        var phone = api.newPerson();
        api.refresh(phone.text("/refreshToken"));
        clock.advance(properties.grace());
        api.refresh(phone.text("/refreshToken"));
        assertRevoked(phone.sid(), "reuse");
    }

    @Test
    void theLoginAfterThe50thEndsTheSessionThatWasNotSeenForTheLongestTime() {
        var first = api.newPerson();
        clock.advance(properties.grace());
        var second = api.again(first);
        clock.advance(properties.grace());
        var refreshed = api.refresh(first.text("/refreshToken"));
        var more = IntStream.range(2, 50).mapToObj(_ -> api.again(first)).toList();
        assertThat(ids(first)).hasSize(50);

        var last = api.again(first);

        assertThat(ids(last)).hasSize(50).contains(first.sid(), last.sid()).containsAll(sids(more))
                .doesNotContain(second.sid());
        assertThat(api.refresh(second.text("/refreshToken")).status()).isEqualTo(401);
        assertThat(api.refresh(refreshed.text("/refreshToken")).status()).isEqualTo(200);
        assertRevoked(second.sid(), "ended");
    }

    private Answer logOutEverywhere(Answer device) {
        return api.post("/api/v1/auth/logout", """
                {"refreshToken": "%s", "everywhere": true}""".formatted(device.text("/refreshToken")));
    }

    private Answer end(Answer device, String sessionId) {
        return api.delete("/api/v1/me/sessions/" + sessionId, device.text("/accessToken"), "");
    }

    private Answer list(Answer device) {
        return api.get("/api/v1/me/sessions", device.text("/accessToken"));
    }

    private List<String> ids(Answer device) {
        return list(device).json().at("/sessions").valueStream().map(one -> one.at("/id").asString()).toList();
    }

    private static List<String> sids(List<Answer> devices) {
        return devices.stream().map(Answer::sid).toList();
    }
}
