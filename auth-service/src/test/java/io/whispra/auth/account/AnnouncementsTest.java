package io.whispra.auth.account;

import java.util.Objects;

import io.whispra.auth.RunningService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class AnnouncementsTest extends RunningService {

    @Autowired
    Accounts accounts;

    @Test
    void aNewNameIsTold() {
        var person = api.newPerson();
        var id = person.text("/user/id");
        api.patch("/api/v1/me", person.text("/accessToken"), "{\"name\": \"Countess\"}");
        api.patch("/api/v1/me", person.text("/accessToken"), "{\"name\": \"Lovelace\"}");
        Awaitility.await().untilAsserted(() -> assertThat(told(id)).hasSize(2));
        assertThat(told(id)).extracting(event -> event.id() + " " + event.type() + " " + event.text("name"))
                .containsExactly(id + ":1 user.updated Countess", id + ":2 user.updated Lovelace");
        assertThat(account(id).unpublished()).isNull();
    }

    @Test
    void aNameThatAnInstanceStoredBeforeItDiedIsToldByTheRelay() {
        var id = api.newPerson().text("/user/id");
        accounts.rename(id, DisplayName.accept("Left Behind")).block();
        Awaitility.await().untilAsserted(() -> assertThat(told(id)).extracting(event -> event.text("name"))
                .containsExactly("Left Behind"));
        Awaitility.await().untilAsserted(() -> assertThat(account(id).unpublished()).isNull());
    }

    @Test
    void whatChangedMeanwhileStaysToBeTold() {
        var id = api.newPerson().text("/user/id");
        var first = Objects.requireNonNull(accounts.rename(id, DisplayName.accept("First")).block());
        accounts.rename(id, DisplayName.accept("Second")).block();
        accounts.published(first).block();
        Awaitility.await().untilAsserted(() -> assertThat(told(id)).extracting(event -> event.text("name"))
                .contains("Second"));
    }

    private Account account(String id) {
        return Objects.requireNonNull(accounts.find(id).block());
    }
}
