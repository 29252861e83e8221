package io.whispra.auth.account;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.RunningService;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class UsersTest extends RunningService {

    @Autowired
    ReactiveMongoTemplate mongo;

    private String token = "";

    @BeforeEach
    void register() {
        token = api.newPerson().text("/accessToken");
    }

    @Test
    void oneReadsAndChangesOneself() {
        var person = api.newPerson();
        var own = person.text("/accessToken");
        assertThat(api.get("/api/v1/me", own).json()).isEqualTo(person.json().at("/user"));

        var changed = api.patch("/api/v1/me", own, "{\"name\": \"  Countess \"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/name")).isEqualTo("Countess");
        assertThat(api.get("/api/v1/me", own).text("/name")).isEqualTo("Countess");
        assertThat(ids(search("countes"))).contains(person.text("/user/id"));
    }

    @Test
    void anAccountOfAnEarlierVersionIsReadAsItIs() {
        mongo.getMongoDatabase()
                .flatMap(database -> Mono.from(database.getCollection("users")
                        .insertOne(Document
                                .parse("""
                                {"_id": "of-old", "name": "Old Friend", "nameKey": "old friend", "email": "old@example.org",
                                 "passwordHash": "x", "createdAt": {"$date": "2026-01-01T00:00:00Z"}, "status": "ACTIVE"}"""))))
                .block();
        assertThat(api.get("/api/v1/users/of-old", token).text("/name")).isEqualTo("Old Friend");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\": null}", "{\"email\": \"other@example.org\"}"})
    void whatIsAbsentStaysAsItIs(String change) {
        var before = api.get("/api/v1/me", token).body();
        assertThat(api.patch("/api/v1/me", token, change).body()).isEqualTo(before);
    }

    @Test
    void anAddressThatTheFirewallRefusesIsAnsweredWithAProblem() {
        var answer = api.get("/api/v1/users/a;b=c", token);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
    }

    @Test
    void t26_onlyTheNameCanBeChanged() {
        var before = api.get("/api/v1/me", token);
        api.patch("/api/v1/me", token, """
                {"name": "Renamed", "id": "x", "email": "x@example.org", "createdAt": "2001-01-01T00:00:00.000Z",
                 "status": "ADMIN", "passwordHash": "x", "roles": ["ADMIN"]}""");
        assertThat(api.get("/api/v1/me", token).body())
                .isEqualTo(before.body().replace(before.text("/name"), "Renamed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": \"\"}", "{\"name\": \"a\\u202Eb\"}"})
    void aNameThatIsNotAcceptableChangesNothing(String change) {
        assertThat(api.patch("/api/v1/me", token, change).status()).isEqualTo(422);
    }

    @Test
    void othersSeeNoAddress() {
        var person = api.newPerson();
        var seen = api.get("/api/v1/users/" + person.text("/user/id"), token);
        assertThat(seen.json().propertyNames()).containsExactlyInAnyOrder("id", "name", "createdAt");
        assertThat(search(person.text("/user/email")).body()).doesNotContain("@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "01a20361-0000-7000-8000-000000000000", "%7B%22$ne%22:null%7D"})
    void nobodyHasAnUnknownId(String id) {
        assertThat(api.get("/api/v1/users/" + id, token).status()).isEqualTo(404);
    }

    @Test
    void peopleAreFoundByTheBeginningOfTheirName() {
        var zoe = registered("Zoe\u0308 Quartz");
        var zola = registered("Zola");
        assertThat(ids(search("zo"))).containsSubsequence(zoe, zola);
        assertThat(ids(search("ZOË q"))).containsExactly(zoe);
        assertThat(ids(search("zoe q"))).containsExactly(zoe);
    }

    @Test
    void peopleAreFoundByTheBeginningOfAnyWordOfTheirName() {
        var mary = registered("Mary Jane Öberg-Quill");
        assertThat(ids(search("oberg"))).containsExactly(mary);
        assertThat(ids(search("jane ob"))).containsExactly(mary);
        assertThat(ids(search("berg"))).doesNotContain(mary);
        assertThat(ids(search("mary ob"))).isEmpty();
        registered("Nobody");
        var renamed = api.newPerson();
        api.patch("/api/v1/me", renamed.text("/accessToken"), "{\"name\": \"Nils Overbeck\"}");
        assertThat(ids(search("overb"))).containsExactly(renamed.text("/user/id"));
        api.patch("/api/v1/me", renamed.text("/accessToken"), "{\"name\": \"Nils\"}");
        assertThat(ids(search("overb"))).isEmpty();
    }

    @Test
    void peopleAreFoundByTheirExactAddressAlone() {
        var person = api.newPerson();
        var email = person.text("/user/email");
        assertThat(ids(search(email.toUpperCase(Locale.ROOT)))).containsExactly(person.text("/user/id"));
        assertThat(ids(search(email.substring(0, email.length() - 1)))).isEmpty();
    }

    @Test
    void t67_patternsAreText() {
        var odd = registered("(a+)+$ .*");
        assertThat(ids(search("(a+)+$"))).containsExactly(odd);
        assertThat(ids(search(".*"))).containsExactly(odd);
        assertThat(ids(search("z.*"))).isEmpty();
        assertThat(ids(search("^z"))).isEmpty();
        assertThat(ids(search("{\"$gt\":\"\"}"))).isEmpty();
    }

    @Test
    void aSearchHas2To254Characters() {
        assertThat(search("z").status()).isEqualTo(422);
        assertThat(search(" z ").status()).isEqualTo(422);
        assertThat(search("").status()).isEqualTo(422);
        assertThat(search("z".repeat(254)).status()).isEqualTo(200);
        assertThat(search("z".repeat(255)).status()).isEqualTo(422);
    }

    @Test
    void aSearchIsAnsweredInPagesThatLeaveNobodyOut() {
        var all = new ArrayList<String>();
        for (int i = 0; i < 23; i++) {
            all.add(registered(i % 2 == 0 ? "Namesake" : "Zed Namesake " + "xyz".charAt(i % 3)));
        }
        assertThat(ids(search("namesake"))).hasSize(20);

        var found = new ArrayList<String>();
        var next = "/api/v1/users?q=namesake&limit=5";
        for (int page = 0; !next.isEmpty(); page++) {
            var answer = api.get(next, token);
            ids(answer).forEach(found::add);
            var link = answer.headers().getFirst(HttpHeaders.LINK);
            assertThat(link == null).isEqualTo(!answer.json().has("next")).isEqualTo(page == 4);
            next = link == null ? "" : link.replaceAll("<(.*)>; rel=\"next\"", "$1");
            assertThat(next).doesNotContain("://");
        }
        assertThat(found).hasSize(23).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void whoeverHasTheAddressComesFirstAndOnce() {
        var owner = api.newPerson();
        var email = owner.text("/user/email");
        api.patch("/api/v1/me", owner.text("/accessToken"), "{\"name\": \"%s\"}".formatted(email));
        var first = api.get("/api/v1/users?limit=1&q=" + email, token);
        assertThat(ids(first)).containsExactly(owner.text("/user/id"));
        var fan = registered(email + " fan");
        assertThat(ids(search(email))).containsExactly(owner.text("/user/id"), fan);
        var page = api.get("/api/v1/users?limit=1&q=" + email, token);
        assertThat(ids(page)).containsExactly(owner.text("/user/id"));
        var second = api.get("/api/v1/users?limit=1&q=" + email + "&cursor=" + page.text("/next"), token);
        assertThat(ids(second)).containsExactly(fan);
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void t66_aCursorIsOneOfOurs() {
        var tooLong = new Position("x".repeat(2_000), "id").cursor();
        for (var cursor : List.of("x", "%00", "!!!", "/w==", tooLong, "eyIkZ3QiOiIifQ")) {
            var answer = api.get("/api/v1/users?q=ada&cursor=" + cursor, token);
            assertThat(answer.status()).as(cursor).isEqualTo(422);
            assertThat(answer.text("/errors/0/pointer")).isEqualTo("/cursor");
        }
    }

    @Test
    void aPageHas1To50() {
        for (var limit : List.of("0", "51", "-1", "x", "9999999999", "1.5")) {
            var answer = api.get("/api/v1/users?q=ada&limit=" + limit, token);
            assertThat(answer.status()).as(limit).isEqualTo(422);
            assertThat(answer.text("/errors/0/pointer")).isEqualTo("/limit");
        }
        assertThat(api.get("/api/v1/users?q=ada&limit=50", token).status()).isEqualTo(200);
    }

    @Test
    void theDeletedAreFoundByIdAlone() {
        var person = api.newPerson();
        var own = person.text("/accessToken");
        var id = person.text("/user/id");
        api.patch("/api/v1/me", own, "{\"name\": \"Gone Tomorrow\"}");
        assertThat(ids(search("tomorrow"))).containsExactly(id);
        assertThat(api.ask(HttpMethod.DELETE, "/api/v1/me", "{\"password\": \"%s\"}".formatted(Api.PASSWORD),
                headers -> headers.setBearerAuth(own)).status()).isEqualTo(204);

        assertThat(ids(search("gone"))).isEmpty();
        assertThat(ids(search("tomorrow"))).isEmpty();
        assertThat(ids(search(person.text("/user/email")))).isEmpty();
        assertThat(api.get("/api/v1/users?ids=" + id, token).json().at("/users/0"))
                .hasToString("{\"id\":\"%s\",\"name\":\"Deleted user\",\"deleted\":true}".formatted(id));
    }

    @Test
    void peopleAreLookedUpInTheOrderOfTheIds() {
        var a = registered("A");
        var b = registered("B");
        var answer = api.get("/api/v1/users?ids=" + b + ",unknown," + a + "," + b, token);
        assertThat(ids(answer)).containsExactly(b, a);
    }

    @Test
    void atMost100AreLookedUpAtOnce() {
        assertThat(api.get("/api/v1/users?ids=" + some(100), token).status()).isEqualTo(200);
        assertThat(api.get("/api/v1/users?ids=" + some(101), token).status()).isEqualTo(422);
    }

    @Test
    void oneLooksForANameOrForIds() {
        assertThat(api.get("/api/v1/users", token).status()).isEqualTo(422);
        assertThat(api.get("/api/v1/users?q=ada&ids=x", token).status()).isEqualTo(422);
    }

    private String registered(String name) {
        return api.register(name, Api.newEmail(), Api.PASSWORD).text("/user/id");
    }

    private Answer search(String text) {
        return api.get("/api/v1/users?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8), token);
    }

    private static String some(int count) {
        return IntStream.range(0, count)
                .mapToObj("01a20361-0000-7000-8000-%012d"::formatted)
                .collect(Collectors.joining(","));
    }

    private static Iterable<String> ids(Answer answer) {
        return answer.json().at("/users").valueStream().map(user -> user.at("/id").asString()).toList();
    }
}
