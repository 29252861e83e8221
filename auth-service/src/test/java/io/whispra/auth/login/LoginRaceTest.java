package io.whispra.auth.login;

import java.util.Objects;

import io.whispra.auth.Api;
import io.whispra.auth.Installation;
import io.whispra.auth.RunningService;
import io.whispra.auth.account.Account;
import io.whispra.auth.account.Accounts;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.session.Device;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** What others do between the proof of the old password and the session that it opens. */
class LoginRaceTest extends RunningService {

    private static final Device DEVICE = new Device(null, null);

    @Autowired
    Accounts accounts;

    @Autowired
    SignIns signIns;

    @Test
    void t9_aLoginThatIsOvertakenByANewPasswordOpensNoSession() {
        var person = api.newPerson();
        var proven = account(person.text("/user/id"));
        var changed = api.put("/api/v1/me/password", person.text("/accessToken"), """
                {"currentPassword": "%s", "newPassword": "a louder zebra"}""".formatted(Api.PASSWORD));
        assertThat(changed.status()).isEqualTo(204);

        assertRefused(proven);

        assertThat(api.get("/api/v1/me/sessions", person.text("/accessToken")).json().at("/sessions")).hasSize(1);
    }

    @Test
    void t10_aLoginThatIsOvertakenByADisablingOpensNoSession() {
        var person = api.newPerson();
        var proven = account(person.text("/user/id"));
        var operator = api.service("operator", Installation.OPERATOR_SECRET);
        var path = "/internal/v1/users/" + proven.id() + "/status";
        api.put(path, operator, "{\"status\": \"disabled\"}");

        assertRefused(proven);
        api.put(path, operator, "{\"status\": \"active\"}");
        assertRefused(proven);

        var back = api.again(person);
        assertThat(api.get("/api/v1/me/sessions", back.text("/accessToken")).json().at("/sessions")).hasSize(1);
    }

    private void assertRefused(Account proven) {
        StepVerifier.create(signIns.open(proven, DEVICE))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(Refusal.class,
                                refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.BAD_CREDENTIALS)));
    }

    private Account account(String id) {
        return Objects.requireNonNull(accounts.find(id).block());
    }
}
