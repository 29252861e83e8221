package io.whispra.auth.credential;

import io.whispra.auth.Answer;
import io.whispra.auth.Installation;
import io.whispra.auth.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class StatusTest extends RunningService {

    @Test
    void t10_aDisabledPersonIsOutAtOnce() {
        var phone = api.newPerson();
        var desk = api.again(phone);

        assertThat(set(phone, "disabled").status()).isEqualTo(204);

        assertThat(api.refresh(phone.text("/refreshToken")).code()).isEqualTo("session-ended");
        assertThat(api.refresh(desk.text("/refreshToken")).code()).isEqualTo("session-ended");
        assertRevoked(phone.sid(), "disabled");
        assertRevoked(desk.sid(), "disabled");
    }

    @Test
    void t10_onlyWhoKnowsThePasswordLearnsThatTheAccountIsDisabled() {
        var person = api.newPerson();
        set(person, "disabled");
        var right = api.again(person);
        assertThat(right.status()).isEqualTo(403);
        assertThat(right.code()).isEqualTo("account-disabled");
        var wrong = api.logIn(person.text("/user/email"), "not the password");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("bad-credentials");
    }

    @Test
    void anEnabledPersonLogsInAgainAndOldSessionsStayOver() {
        var person = api.newPerson();
        set(person, "disabled");
        assertThat(set(person, "active").status()).isEqualTo(204);
        assertThat(api.refresh(person.text("/refreshToken")).status()).isEqualTo(401);
        var back = api.again(person);
        assertThat(back.status()).isEqualTo(200);
        assertThat(api.refresh(back.text("/refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void twiceIsAsOnce() {
        var person = api.newPerson();
        assertThat(set(person, "active").status()).isEqualTo(204);
        assertThat(api.refresh(person.text("/refreshToken")).status()).isEqualTo(200);
        assertThat(set(person, "disabled").status()).isEqualTo(204);
        assertThat(set(person, "disabled").status()).isEqualTo(204);
        assertRevoked(person.sid(), "disabled");
        assertThat(told(person.text("/user/id"))).hasSize(1);
    }

    @Test
    void othersSeeADisabledPersonAsAlways() {
        var person = api.newPerson();
        var other = api.newPerson().text("/accessToken");
        var before = api.get("/api/v1/users/" + person.text("/user/id"), other).body();
        set(person, "disabled");
        assertThat(api.get("/api/v1/users/" + person.text("/user/id"), other).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "01a20361-0000-7000-8000-000000000000", "%7B%22$ne%22:null%7D"})
    void nobodyHasAnUnknownId(String id) {
        assertThat(put(id, operator(), "{\"status\": \"disabled\"}").code()).isEqualTo("user-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\": \"deleted\"}", "{\"status\": \"ACTIVE\"}", "{\"status\": 1}",
            "{\"status\": [\"active\"]}", "{\"status\": \"\"}", "{"})
    void anotherStatusIsMalformed(String change) {
        var person = api.newPerson();
        assertThat(put(person.text("/user/id"), operator(), change).code()).isEqualTo("malformed");
        assertThat(api.refresh(person.text("/refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void aStatusIsRequired() {
        var answer = put(api.newPerson().text("/user/id"), operator(), "{}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/status");
    }

    @Test
    void t28_onlyAServiceWithTheScopeMayDoIt() {
        var person = api.newPerson();
        var path = "/internal/v1/users/" + person.text("/user/id") + "/status";
        var change = "{\"status\": \"disabled\"}";
        assertThat(api.ask(HttpMethod.PUT, path, change, _ -> {}).status()).isEqualTo(401);
        assertThat(api.put(path, person.text("/accessToken"), change).code()).isEqualTo("forbidden");
        assertThat(api.put(path, api.service("media-service", Installation.MEDIA_SECRET), change).code())
                .isEqualTo("forbidden");
        assertThat(api.refresh(person.text("/refreshToken")).status()).isEqualTo(200);
        assertThat(api.get("/api/v1/me", operator()).code()).isEqualTo("forbidden");
    }

    private Answer set(Answer person, String status) {
        return put(person.text("/user/id"), operator(), "{\"status\": \"%s\"}".formatted(status));
    }

    private Answer put(String id, String token, String change) {
        return api.put("/internal/v1/users/" + id + "/status", token, change);
    }

    private String operator() {
        return api.service("operator", Installation.OPERATOR_SECRET);
    }
}
