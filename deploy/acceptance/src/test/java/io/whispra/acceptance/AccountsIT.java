package io.whispra.acceptance;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Accounts under attack, through the gateway and, where they can be reached, past it. */
class AccountsIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    private static final String PASSWORD = "a long enough pass phrase";

    /** The gateway, and the auth service's own port. */
    static List<URI> doors() {
        return Stack.isLocal()
                ? List.of(whispra.base(), whispra.stack().services().getFirst())
                : List.of(whispra.base());
    }

    @Test
    void t19GuessingIsSlowedDownAndLocksNobodyOut() throws IOException {
        assumeTrue(Stack.isLocal(), "A second address is needed");
        var gateway = whispra.stack().local().gateways().getFirst();
        var ana = Account.open(gateway, "Ana");
        var wrong = Json.object().put("email", ana.email()).put("password", "not it").toString();
        var answers = new ArrayList<Integer>();
        for (var n = 0; n < 30; n++) {
            // T42: what a client says of its own address changes nothing.
            var answer = Wire.ordinary().post(gateway, "/api/v1/auth/login", wrong, "X-Forwarded-For", "203.0.113." + n,
                    "Forwarded", "for=203.0.113." + n);
            answers.add(answer.statusCode());
            if (answer.statusCode() == 429) {
                assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches("[1-9][0-9]*");
                assertThat(Json.read(answer.body()).path("code").asString()).isEqualTo("too-many-requests");
            }
        }
        assertThat(answers.getFirst()).isEqualTo(401);
        assertThat(answers.getLast()).isEqualTo(429);
        assertThat(answers).containsOnly(401, 429);

        var right = Json.object().put("email", ana.email()).put("password", ana.password()).toString();
        assertThat(Wire.from("127.0.0.2").post(gateway, "/api/v1/auth/login", right).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void t20PasswordsAreOfAnyKindButNotKnownToEverybody(URI door) {
        assertRefused(door, "abcdefg", "too-short");
        for (var common : new String[]{"passwordpassword", "123456789012345", "whisprawhispra1", "iloveyou123"}) {
            assertRefused(door, common, "too-common");
        }
        assertRefused(door, "x9".repeat(128) + "k", "too-long");
        for (var good : new String[]{(UUID.randomUUID() + "" + UUID.randomUUID()).substring(0, 64),
                "wortschatz über straßen ☂", (UUID.randomUUID() + " ").repeat(7).substring(0, 256)}) {
            assertThat(Account.register(door, "Ana", email(), good).status()).as(good).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void t21NothingOfAPasswordIsCutOff(URI door) {
        var email = email();
        var password = (UUID.randomUUID() + " " + UUID.randomUUID() + " " + UUID.randomUUID()).substring(0, 100);
        Account.register(door, "Ana", email, password).expect(201);
        var ana = new Account("Ana", "", email, password);
        assertThat(ana.tryToLogIn(door, password.substring(0, 72)).status()).isEqualTo(401);
        assertThat(ana.tryToLogIn(door, password).status()).isEqualTo(200);
    }

    @Test
    void t22TwoHundredLoginsAtOnceHoldNobodyUp() throws Exception {
        var people = new ArrayList<Account>();
        for (var n = 0; n < 20; n++) {
            people.add(Account.open(whispra.base(), "Ana"));
        }
        var logins = new ArrayList<Callable<Integer>>();
        people.forEach(ana -> logins.addAll(
                Collections.nCopies(10, () -> ana.tryToLogIn(whispra.base(), ana.password()).status())));
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var health = threads.submit(() -> {
                var took = new ArrayList<Duration>();
                while (!over.get() || took.size() < 100) {
                    var begun = System.nanoTime();
                    new Api(whispra.base(), null).get("/api/v1/health").expect(200);
                    took.add(Duration.ofNanos(System.nanoTime() - begun));
                }
                return took;
            });
            for (var login : threads.invokeAll(logins)) {
                assertThat(login.get()).isIn(200, 429, 503);
            }
            over.set(true);
            var took = health.get().stream().sorted().toList();
            assertThat(took.get(took.size() * 99 / 100)).isLessThan(Duration.ofMillis(200));
        }
        assertThat(people.getFirst().tryToLogIn(whispra.base(), people.getFirst().password()).status()).isIn(200, 429);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void t22APasswordOfAMegabyteIsRefusedUnread(URI door) {
        assertThat(Account.register(door, "Ana", email(), "x".repeat(1_000_000)).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void t23AnUnknownAccountAnswersAsAWrongPasswordDoes(URI door) {
        var ana = Account.open(door, "Ana");
        var known = ana.tryToLogIn(door, "not it");
        var unknown = new Account("Eve", "", email(), "").tryToLogIn(door, "not it");
        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(401);
        assertThat(without(unknown.body(), "traceId")).isEqualTo(without(known.body(), "traceId"));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void t24OneAddressIsOneAccountHoweverItIsWritten(URI door) {
        var name = "jos\u00e9." + UUID.randomUUID();
        Account.register(door, "Ana", name + "@b\u00fccher.example", PASSWORD).expect(201);
        for (var same : new String[]{name.toUpperCase(java.util.Locale.ROOT) + "@b\u00fccher.example",
                "  " + name + "@B\u00dcCHER.example ", name.replace("\u00e9", "e\u0301") + "@b\u00fccher.example",
                name + "@xn--bcher-kva.example"}) {
            assertThat(Account.register(door, "Ana", same, PASSWORD).code()).as(same).isEqualTo("email-taken");
        }
    }

    @Test
    void t24FiftyRegistrationsOfOneAddressAtOnceMakeOneAccount() throws Exception {
        var email = email();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = 0;
            Callable<Integer> register = () -> {
                // An overload says nothing about the address: it is tried again, as a person would.
                for (var tries = 0;; tries++) {
                    var status = Account.register(whispra.base(), "Ana", email, PASSWORD).status();
                    if (status != 503 || tries == 50) {
                        return status;
                    }
                    Thread.sleep(200);
                }
            };
            for (var answer : threads.invokeAll(Collections.nCopies(50, register))) {
                assertThat(answer.get()).isIn(201, 409);
                made += answer.get() == 201 ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0430dmin", "admin\u202e", "ad\u200bmin", "ad\u200dmin", "\u2066admin\u2069",
            "admin\u0000",
            "ad\nmin"})
    void t25NamesThatDeceiveAreRefused(String name) {
        var answer = Account.register(whispra.base(), name, email(), PASSWORD);
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("pointer").asString()).isEqualTo("/name");
    }

    @Test
    void t25MarksAreNotPiledUpAndAnEmojiMayBeJoined() {
        assertThat(Account.register(whispra.base(), "a" + "\u0301".repeat(50), email(), PASSWORD).status())
                .isEqualTo(422);
        for (var good : new String[]{"Ana \ud83d\udc69\u200d\ud83d\ude80", "Nguy\u1ec5n V\u0103n A",
                "\u738b\u5c0f\u660e",
                "\u0410\u043d\u043d\u0430", "O'Neill-Smith"}) {
            assertThat(Account.register(whispra.base(), good, email(), PASSWORD).status()).as(good).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void t26_t27WhatTheServerOwnsAndTypesAreNotTakenFromABody(URI door) {
        var body = Json.object("""
                {'name': 'Ana', 'email': '%s', 'password': '%s', 'id': 'mine', 'roles': ['ADMIN'], 'status': 'DISABLED',
                 'emailVerified': true, 'createdAt': '2001-01-01T00:00:00.000Z', '_class': 'java.lang.ProcessBuilder',
                 '@type': 'java.lang.ProcessBuilder', '@class': 'java.lang.ProcessBuilder', 'passwordHash': 'x'}""",
                email(), PASSWORD);
        var answer = new Api(door, null).post("/api/v1/auth/register", body).expect(201);
        var api = new Api(door, answer.path("accessToken").asString());
        var me = api.get("/api/v1/me").expect(200);
        assertThat(me.path("id").asString()).isNotEqualTo("mine");
        assertThat(me.path("createdAt").asString()).doesNotStartWith("2001");
        assertThat(me.propertyNames()).doesNotContain("roles", "emailVerified", "_class", "status", "passwordHash");

        api.send("PATCH", "/api/v1/me", Json.object("""
                {'id': 'mine', 'email': 'other@example.org', 'roles': ['ADMIN'], 'createdAt': '2001-01-01T00:00:00.000Z',
                 '_class': 'java.lang.ProcessBuilder'}""")).expect(200);
        assertThat(api.get("/api/v1/me").expect(200)).isEqualTo(me);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void t66OperatorsAreNoText(URI door) {
        for (var operator : List.of("{'$ne': null}", "{'$gt': ''}", "{'$regex': '.*'}", "['a']", "1", "true")) {
            for (var field : List.of("email", "password")) {
                var body = Json.object("{'email': 'a@example.org', 'password': 'x'}");
                body.set(field, Json.read(operator.replace('\'', '"')));
                assertThat(new Api(door, null).post("/api/v1/auth/login", body).status())
                        .as("%s as %s", operator, field).isIn(400, 422);
            }
        }
    }

    @Test
    void peopleFindEachOtherPageByPage() {
        var word = "Zz" + UUID.randomUUID().toString().substring(0, 8).replaceAll("[0-9-]", "q");
        var made = new ArrayList<String>();
        for (var n = 0; n < 5; n++) {
            made.add(Account.open(whispra.base(), word + (char) ('a' + n)).id());
        }
        var eve = whispra.person("Eve");
        var found = new ArrayList<String>();
        var path = "/api/v1/users?limit=2&q=" + word;
        for (var next = ""; next != null;) {
            var page = eve.api().get(path + (next.isEmpty() ? "" : "&cursor=" + next)).expect(200);
            page.path("users").forEach(user -> {
                found.add(user.path("id").asString());
                assertThat(user.has("email")).isFalse();
            });
            next = page.path("next").asString(null);
        }
        assertThat(found).containsExactlyElementsOf(made);
    }

    private static void assertRefused(URI door, String password, String code) {
        var answer = Account.register(door, "Ana", email(), password);
        assertThat(answer.status()).as("%s: %s", password, answer).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("code").asString()).as("%s: %s", password, answer)
                .isEqualTo(code);
    }

    private static String email() {
        return UUID.randomUUID() + "@example.org";
    }

    private static JsonNode without(JsonNode body, String field) {
        var copy = ((ObjectNode) body).deepCopy();
        copy.remove(field);
        return copy;
    }
}
