package io.whispra.auth.login;

import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;

import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.RunningService;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationTest extends RunningService {

    @Autowired
    ReactiveMongoTemplate mongo;

    @Test
    void t24_fiftyAtOnceWithOneAddressMakeOneAccount() {
        var email = Api.newEmail();
        var answers = Flux.range(0, 50).flatMap(_ -> api.posting("/api/v1/auth/register", """
                {"name": "Ada", "email": "%s", "password": "a quiet horse"}""".formatted(email)), 50).collectList()
                .block();
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(49)
                .extracting(Answer::code).containsOnly("email-taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Case.One@Example.ORG", " case.one@example.org\\t", "case.o\\uFF4Ee@example.org"})
    void t24_spellingsOfOneAddressAreOneAddress(String spelling) {
        api.register("Ada", "case.one@example.org", Api.PASSWORD);
        assertThat(api.register("Ada", spelling, Api.PASSWORD).code()).isEqualTo("email-taken");
        assertThat(api.logIn(spelling, Api.PASSWORD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zo\u00eb@m\u00fcnchen.example", "zoe\u0308@mu\u0308nchen.example",
            "ZOE\u0308@XN--MNCHEN-3YA.EXAMPLE", "zo\u00eb@m\u00fcnchen\u3002example",
            "\uFF5A\uFF4F\u00eb@m\u00fcnchen.example",
            "zo\u00eb\uFF20m\u00fcnchen.example"})
    void t24_spellingsOfOneInternationalAddressAreOneAddress(String spelling) {
        api.register("Zoe", "zo\u00eb@xn--mnchen-3ya.example", Api.PASSWORD);
        assertThat(api.register("Zoe", spelling, Api.PASSWORD).code()).isEqualTo("email-taken");
        assertThat(api.logIn(spelling, Api.PASSWORD).text("/user/email")).isEqualTo("zo\u00eb@xn--mnchen-3ya.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a@b", "@example.org", "a@", "a b@example.org", "a@@example.org",
            "a@example..org", "a@-example.org", "a@example.org\\u0000", "a\\u200B@example.org", "a\\ud800@example.org",
            "<a@example.org>", "a@exam\\nple.org", "a@xn--a.org", "a@ex_ample.org", "a@\u05d0a.org", "a@1.2.3.4"})
    void whatIsNoAddressIsRefused(String email) {
        var answer = api.register("Ada", email, Api.PASSWORD);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/email");
    }

    @Test
    void anAddressHasAtMost254Characters() {
        var domain = (("d".repeat(60) + ".").repeat(4) + "org").substring(58);
        var longest = "l".repeat(254 - 1 - domain.length()) + "@" + domain;
        assertThat(longest).hasSize(254);
        assertThat(api.register("Ada", longest, Api.PASSWORD).status()).isEqualTo(201);
        assertThat(api.register("Ada", "l" + longest, Api.PASSWORD).status()).isEqualTo(422);
    }

    @Test
    void t20_aPasswordHas8To256Characters() {
        assertThat(password(random(7)).text("/errors/0/code")).isEqualTo("too-short");
        assertThat(password(random(8)).status()).isEqualTo(201);
        assertThat(password(random(64)).status()).isEqualTo(201);
        assertThat(password(random(256)).status()).isEqualTo(201);
        assertThat(password(random(257)).text("/errors/0/code")).isEqualTo("too-long");
        var horses = "🐎🦄🐴🎠🏇🐂🦓";
        assertThat(password(horses).text("/errors/0/code")).isEqualTo("too-short");
        assertThat(password((horses + "z").repeat(32)).status()).isEqualTo(201);
        assertThat(password("\\ud800".repeat(8)).text("/errors/0/code")).isEqualTo("invalid-characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "passwordpassword", "PASSWORD1!", "123456789012345", "qwertyuiop", "1q2w3e4r5t",
            "P@ssw0rd123", "iloveyou2", "11111111", "abcdefghijkl", "summer2026", "\uFF50assword", "letmein1"})
    void t20_whatOthersTryFirstIsTooCommon(String password) {
        assertThat(password(password).text("/errors/0/code")).isEqualTo("too-common");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whisprawhispra1", "Whispra-2026", "lovelace1815", "countess!ada", "bluebottle99",
            "Ada Lovelace"})
    void t20_oneselfAndTheServiceAreNoPassword(String password) {
        var answer = api.register("Ada Lovelace", "countess.bluebottle@example.org", password);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/password");
        assertThat(answer.text("/errors/0/code")).isEqualTo("too-common");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a quiet horse", "seven zebras lovelace", "кобыла шагает", "whispra cold lamp", "kzhqwopd"})
    void t20_noCompositionIsDemanded(String password) {
        assertThat(api.register("Ada Lovelace", Api.newEmail(), password).status()).isEqualTo(201);
    }

    @Test
    void t22_aPasswordOfAMegabyteIsTooLarge() {
        assertThat(password("x".repeat(1_000_000)).status()).isEqualTo(413);
        assertThat(password("x".repeat(4_096)).code()).isEqualTo("too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\\u00A0", "admin\\u202E", "ad\\u200Bmin", "a\\u2066b", "a\\u0000b", "a\\nb",
            "a\\uFEFFb", "a\\u200Db", "\\u3164", "a\\ud800", "ad\\u034Fmin", "ad\\uFE0Fmin", "ad\\uDB40\\uDC61min",
            "admin\\u202D", "\\u2069admin", "\\u061Cadmin", "👩\\u200D", "\\u200D👩", "a\\u200D👩", "a\\u2800"})
    void t25_anInvisibleOrTurningNameIsRefused(String name) {
        var answer = api.register(name, Api.newEmail(), Api.PASSWORD);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/name");
        assertThat(answer.text("/errors/0/code")).isIn("invalid-characters", "required");
    }

    @Test
    void t25_marksAreNotPiledUp() {
        assertThat(name("a" + "\u0301\u0302".repeat(25)).text("/errors/0/code")).isEqualTo("too-many-marks");
        assertThat(name("x\u0301\u0302\u0303\u0304\u0305").text("/errors/0/code")).isEqualTo("too-many-marks");
        assertThat(name("x\u0301\u0302\u0303\u0304").status()).isEqualTo(201);
        assertThat(name("x\u0301\u0301").text("/errors/0/code")).isEqualTo("too-many-marks");
        assertThat(name("i\u0307").text("/errors/0/code")).isEqualTo("too-many-marks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0430dmin", "Iv\u0430n Smith", "p\u0430yp\u0430l", "\u0391nna", "1\u0662"})
    void t25_lettersOfAnotherScriptDoNotHideInAName(String name) {
        assertThat(name(name).text("/errors/0/code")).isEqualTo("mixed-scripts");
    }

    @Test
    void t25_aNameThatOnlyLooksLikeATakenOneIsRefused() {
        for (var name : List.of("Roxie", "ROXIE", "roxie", "Roxi\u00e9", "\uFF32oxie")) {
            assertThat(name(name).status()).as(name).isEqualTo(201);
        }
        for (var name : List.of("R\u03bfxie", "Rox\u0456e", "Roxle".replace('l', '\u0131'))) {
            assertThat(name(name).status()).as(name).isEqualTo(422);
        }
        assertThat(name("Alice").status()).isEqualTo(201);
        assertThat(name("AIice").text("/errors/0/code")).isEqualTo("looks-like-another");
        assertThat(name("\u0421\u0430\u0441\u0430").status()).isEqualTo(201);
        assertThat(name("Caca").text("/errors/0/code")).isEqualTo("looks-like-another");
        assertThat(name("\u0441\u0430\u0441\u0430").status()).isEqualTo(201);
        for (var name : List.of("Deleted user", "DELETED USER", "deIeted user")) {
            assertThat(name(name).text("/errors/0/code")).as(name).isEqualTo("looks-like-another");
        }
    }

    @Test
    void t25_nobodyTakesTheLooksOfAnotherByRenaming() {
        name("Wallace");
        var token = api.newPerson().text("/accessToken");
        var answer = api.patch("/api/v1/me", token, "{\"name\": \"WaIlace\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/code")).isEqualTo("looks-like-another");
        assertThat(api.get("/api/v1/me", token).text("/name")).isEqualTo("Ada Example");
    }

    @Test
    void t25_ofLooksThatComeAtOnceOneNameIsTaken() {
        var names = List.of("Ivory", "lvory", "|vory", "1vory", "\u01c0vory");
        var taken = Flux.range(0, 50).flatMap(i -> api.posting("/api/v1/auth/register", """
                {"name": "%s", "email": "%s", "password": "a quiet horse"}""".formatted(names.get(i % names.size()),
                Api.newEmail())), 50)
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.text("/user/name"))
                .collectList()
                .block();
        assertThat(taken).hasSize(10).containsOnly(Objects.requireNonNull(taken).getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"李小龙", "Zoë", "محمد", "👨‍👩‍👧 Family", "O'Neil-Smith Jr.", "${7*7} #{7*7}",
            "Анна", "山田 Taro", "محمد Ali", "Αλέξης", "विनोद", "ไทยนี้", "Nguyễn Văn", "김철수", "❤️ Ana", "1️⃣", "🏴‍☠️"})
    void namesOfAllTheWorldAreKept(String name) {
        assertThat(api.register(name, Api.newEmail(), Api.PASSWORD).text("/user/name")).isEqualTo(name);
    }

    @Test
    void aNameHas1To64CharactersAfterTrimming() {
        assertThat(name("  A \u00A0 b  ").text("/user/name")).isEqualTo("A b");
        assertThat(name("🐎".repeat(64)).status()).isEqualTo(201);
        assertThat(name("🐎".repeat(65)).text("/errors/0/code")).isEqualTo("too-long");
    }

    @Test
    void everyFieldThatIsNotAcceptableIsNamed() {
        var answer = api.post("/api/v1/auth/register", "{}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("invalid");
        assertThat(answer.json().at("/errors")).hasSize(3);
    }

    @Test
    void t26_t27_fieldsOfTheServerAreIgnored() {
        var answer = api.post("/api/v1/auth/register", """
                {"name": "Ada", "email": "%s", "password": "a quiet horse", "id": "chosen", "_id": "chosen",
                 "createdAt": "2001-01-01T00:00:00.000Z", "status": "ADMIN", "roles": ["ADMIN"], "emailVerified": true, "version": 7, "credentials": 7,
                 "passwordHash": "x", "_class": "java.lang.ProcessBuilder", "@class": "java.lang.ProcessBuilder"}"""
                .formatted(Api.newEmail()));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/user/id")).isNotEqualTo("chosen");
        assertThat(answer.text("/user/createdAt")).isEqualTo(clock.instant().toString());
        var stored = Objects.requireNonNull(stored(answer.text("/user/id")).block());
        assertThat(stored.keySet()).containsExactlyInAnyOrder("_id", "name", "nameKey", "email", "passwordHash",
                "createdAt", "status", "version", "credentials", "usedFrom",
                "laterKeys");
        assertThat(stored.getString("status")).isEqualTo("ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"_class\": \"java.lang.ProcessBuilder\"}", "{\"@type\": \"java.lang.ProcessBuilder\"}",
            "{\"@class\": \"java.lang.ProcessBuilder\"}", "[\"java.lang.ProcessBuilder\", {\"command\": [\"id\"]}]",
            "{\"name\": [\"java.lang.ProcessBuilder\", {\"command\": [\"id\"]}]}"})
    @ExtendWith(OutputCaptureExtension.class)
    void t27_namedTypesAreNotMade(String body, CapturedOutput output) {
        assertThat(api.post("/api/v1/auth/register", body).status()).isIn(400, 422);
        assertThat(api.post("/api/v1/auth/login", body).status()).isIn(400, 422);
        assertThat(output).doesNotContain("ProcessBuilder");
    }

    @Test
    void thePasswordIsStoredAsArgon2idAlone() {
        var id = api.newPerson().text("/user/id");
        var stored = Objects.requireNonNull(stored(id).block());
        assertThat(stored.getString("passwordHash")).startsWith("$argon2id$v=19$m=1024,t=1,p=1$");
        assertThat(stored.toJson()).doesNotContain(Api.PASSWORD);
    }

    @Test
    void t66_operatorsInPlaceOfTextAreMalformed() {
        for (var value : List.of("{\"$ne\": null}", "{\"$gt\": \"\"}", "{\"$regex\": \".*\"}", "[\"x\"]", "5", "1.5",
                "true")) {
            for (var field : List.of("name", "email", "password")) {
                assertMalformed("/api/v1/auth/register", field, value);
            }
            assertMalformed("/api/v1/auth/login", "email", value);
            assertMalformed("/api/v1/auth/login", "password", value);
            assertMalformed("/api/v1/auth/refresh", "refreshToken", value);
            assertMalformed("/api/v1/auth/logout", "refreshToken", value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"email\": \"a\", \"email\": \"b\"}", "{} {}"})
    void whatIsNotTheExpectedJsonIsMalformed(String body) {
        var answer = api.post("/api/v1/auth/login", body);
        assertThat(answer.status()).isIn(400, 415);
        assertThat(answer.headers().getContentType()).hasToString("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("io.whispra");
    }

    private void assertMalformed(String path, String field, String value) {
        var answer = api.post(path, "{\"%s\": %s}".formatted(field, value));
        assertThat(answer.status()).as("%s %s=%s", path, field, value).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
    }

    private Mono<Document> stored(String id) {
        return mongo.getMongoDatabase()
                .flatMap(database -> Mono.from(database.getCollection("users").find(new Document("_id", id))));
    }

    /** Lower-case letters, so that nothing needs escaping. */
    private static String random(int length) {
        return new SecureRandom().ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Answer password(String password) {
        return api.register("Ada", Api.newEmail(), password);
    }

    private Answer name(String name) {
        return api.register(name, Api.newEmail(), Api.PASSWORD);
    }
}
