package io.whispra.auth.account;

import io.whispra.auth.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@TestPropertySource(properties = "DIRECTORY_SEARCH=off")
class SearchOffTest extends RunningService {

    @Test
    void whereSearchIsOffPeopleAreFoundByIdAlone() {
        var person = api.newPerson();
        var token = person.text("/accessToken");
        for (var text : new String[]{"ada", person.text("/user/email"), "x"}) {
            var answer = api.get("/api/v1/users?q=" + text, token);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("search-off");
        }
        assertThat(api.get("/api/v1/users?ids=" + person.text("/user/id"), token).json().at("/users")).hasSize(1);
    }
}
