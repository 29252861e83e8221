package io.whispra.auth.credential;

import java.util.Objects;

import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.Installation;
import io.whispra.auth.RunningService;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;
import static org.springframework.data.mongodb.core.query.Update.update;

class DeletionTest extends RunningService {

    @Autowired
    ReactiveMongoTemplate mongo;

    @Test
    void aDeletedPersonIsOutForEver() {
        var phone = api.newPerson();
        var desk = api.again(phone);

        assertThat(delete(phone, Api.PASSWORD).status()).isEqualTo(204);

        assertThat(api.refresh(phone.text("/refreshToken")).code()).isEqualTo("session-ended");
        assertThat(api.refresh(desk.text("/refreshToken")).code()).isEqualTo("session-ended");
        assertThat(api.again(phone).code()).isEqualTo("bad-credentials");
        assertThat(api.get("/api/v1/me", desk.text("/accessToken")).status()).isEqualTo(401);
        assertThat(api.patch("/api/v1/me", desk.text("/accessToken"), "{\"name\": \"Back\"}").status()).isEqualTo(401);
        assertRevoked(phone.sid(), "deleted");
        assertRevoked(desk.sid(), "deleted");
        assertThat(told(phone.text("/user/id"))).filteredOn(event -> event.type().equals("user.deleted"))
                .singleElement()
                .satisfies(event -> assertThat(event.value().propertyNames()).containsExactly("userId", "at"));
    }

    @Test
    void othersSeeADeletedUser() {
        var person = api.register("Unmistakable Ursula", Api.newEmail(), Api.PASSWORD);
        var id = person.text("/user/id");
        var other = api.newPerson().text("/accessToken");
        delete(person, Api.PASSWORD);

        var seen = "{\"id\":\"%s\",\"name\":\"Deleted user\",\"deleted\":true}".formatted(id);
        assertThat(api.get("/api/v1/users/" + id, other).body()).isEqualTo(seen);
        assertThat(api.get("/api/v1/users?ids=" + id, other).json().at("/users/0").toString()).isEqualTo(seen);
        for (var search : new String[]{"unmistakable", "deleted", person.text("/user/email"), "deleted%3A" + id}) {
            assertThat(api.get("/api/v1/users?q=" + search, other).body()).doesNotContain(id);
        }
    }

    @Test
    void t24_theAddressIsFree() {
        var person = api.newPerson();
        delete(person, Api.PASSWORD);
        var next = api.register("Somebody Else", person.text("/user/email"), Api.PASSWORD);
        assertThat(next.status()).isEqualTo(201);
        assertThat(next.text("/user/id")).isNotEqualTo(person.text("/user/id"));
        delete(next, Api.PASSWORD);
        assertThat(api.register("A third", person.text("/user/email"), Api.PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void nothingOfThePersonIsKept() {
        var person = api.newPerson();
        var id = person.text("/user/id");
        mongo.updateFirst(query(where("_id").is(id)), update("avatar", "a"), "users")
                .block();
        assertThat(stored(id)).containsKeys("avatar", "usedFrom", "laterKeys");
        delete(person, Api.PASSWORD);
        Awaitility.await().untilAsserted(() -> assertThat(stored(id).keySet()).containsExactlyInAnyOrder("_id", "name",
                "nameKey", "email", "passwordHash", "createdAt", "status", "version", "credentials"));
        assertThat(stored(id)).containsEntry("name", "")
                .containsEntry("nameKey", "")
                .containsEntry("email", "deleted:" + id)
                .containsEntry("passwordHash", "");
        Awaitility.await()
                .untilAsserted(() -> assertThat(session(id).keySet()).containsExactlyInAnyOrder("_id", "userId",
                        "familyHash", "tokenHash", "createdAt", "lastSeenAt", "expiresAt", "endedAt", "endReason",
                        "credentials"));
    }

    @Test
    void aWrongPasswordDeletesNothing() {
        var person = api.newPerson();
        var answer = delete(person, "not the password");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("wrong-password");
        assertThat(api.delete("/api/v1/me", person.text("/accessToken"), "{}").status()).isEqualTo(422);
        assertThat(api.delete("/api/v1/me", person.text("/accessToken"), "").status()).isIn(400, 415);
        assertThat(api.refresh(person.text("/refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void aDeletedPersonIsNotEnabledAgain() {
        var person = api.newPerson();
        delete(person, Api.PASSWORD);
        var operator = api.service("operator", Installation.OPERATOR_SECRET);
        for (var status : new String[]{"active", "disabled"}) {
            assertThat(api.put("/internal/v1/users/" + person.text("/user/id") + "/status", operator,
                    "{\"status\": \"%s\"}".formatted(status)).code()).isEqualTo("user-not-found");
        }
    }

    private Answer delete(Answer person, String password) {
        return api.delete("/api/v1/me", person.text("/accessToken"), "{\"password\": \"%s\"}".formatted(password));
    }

    private Document stored(String id) {
        return found("users", new Document("_id", id));
    }

    private Document session(String userId) {
        return found("sessions", new Document("userId", userId));
    }

    private Document found(String collection, Document which) {
        return Objects.requireNonNull(mongo.getMongoDatabase()
                .flatMap(database -> Mono.from(database.getCollection(collection).find(which).first()))
                .block());
    }
}
