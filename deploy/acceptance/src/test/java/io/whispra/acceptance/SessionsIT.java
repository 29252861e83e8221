package io.whispra.acceptance;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.whispra.acceptance.Account.Device;
import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Api.Answer;
import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Sessions begin, go on and end, and everybody knows of it. */
class SessionsIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    /** Within which all that belongs to an ended session is dead (T9). */
    private static final Duration DEAD_WITHIN = Duration.ofSeconds(2);

    @Test
    void t9LoggingOutEverywhereThroughOneGatewayClosesTheSocketsOnEachAndKillsTheTokens() {
        var ana = Account.open(whispra.base(), "Ana");
        var budi = whispra.person("Budi");
        var gateways = gateways();
        var devices = List.of(ana.logIn(gateways.getFirst()), ana.logIn(gateways.getLast()),
                ana.logIn(gateways.getLast()));
        var roomId = devices.getFirst().person().group("Two seconds", budi);
        try (var first = devices.get(0).person().connect(Transport.PLAIN_WEBSOCKET);
                var second = devices.get(1).person().connect(Transport.SOCKET_IO);
                var third = devices.get(2).person().connect(Transport.PLAIN_WEBSOCKET)) {
            var sockets = List.of(first, second, third);

            var begun = System.nanoTime();
            devices.getFirst().api().post("/api/v1/auth/logout",
                    Json.object("{'refreshToken': '%s', 'everywhere': true}", devices.getFirst().refreshToken()))
                    .expect(204);
            sockets.forEach(socket -> {
                var bye = socket.await("bye");
                assertThat(bye.path("code").asInt()).as("%s", bye).isEqualTo(4401);
                assertThat(bye.path("resumable").asBoolean()).isFalse();
                socket.await("disconnect");
            });
            devices.forEach(device -> doors().forEach(door -> untilRefused(door, device)));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(DEAD_WITHIN);

            var heard = sockets.stream().map(socket -> socket.received().size()).toList();
            budi.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "after", "After")).expect(201);
            devices.forEach(device -> assertThat(device.refresh().status()).isEqualTo(401));
            assertThat(sockets.stream().map(socket -> socket.received().size()).toList()).isEqualTo(heard);
        }
    }

    @Test
    void t9ANewPasswordEndsTheOtherSessionsAndKeepsThisOne() {
        var ana = Account.open(whispra.base(), "Ana");
        var here = ana.logIn(whispra.base());
        var there = ana.logIn(whispra.base());
        try (var heres = here.person().connect(Transport.SOCKET_IO);
                var theres = there.person().connect(Transport.SOCKET_IO)) {
            here.api().put("/api/v1/me/password", Json.object("{'currentPassword': '%s', 'newPassword': '%s'}",
                    ana.password(), "another " + ana.password())).expect(204);

            assertThat(theres.await("bye").path("code").asInt()).isEqualTo(4401);
            assertThat(there.refresh().status()).isEqualTo(401);
            assertThat(ana.tryToLogIn(whispra.base(), ana.password()).status()).isEqualTo(401);
            assertThat(ana.tryToLogIn(whispra.base(), "another " + ana.password()).status()).isEqualTo(200);
            assertThat(here.refresh().status()).isEqualTo(200);
            assertThat(heres.received("bye")).isEmpty();
        }
    }

    @Test
    void oneDeviceIsLoggedOutFromAnother() {
        var ana = Account.open(whispra.base(), "Ana");
        var phone = ana.logIn(whispra.base());
        var laptop = ana.logIn(whispra.base());
        var sessions = laptop.api().get("/api/v1/me/sessions").expect(200).path("sessions");
        // The third is of the registration.
        assertThat(sessions).hasSize(3);
        assertThat(sessions.valueStream().filter(s -> s.path("current").asBoolean())).hasSize(1);
        var others = phone.api().get("/api/v1/me/sessions").expect(200).path("sessions").valueStream()
                .filter(s -> s.path("current").asBoolean()).map(s -> s.path("id").asString()).toList();
        try (var phones = phone.person().connect(Transport.PLAIN_WEBSOCKET)) {
            laptop.api().delete("/api/v1/me/sessions/" + others.getFirst()).expect(204);
            assertThat(phones.await("bye").path("problem").path("code").asString()).isEqualTo("session-revoked");
        }
        assertThat(laptop.api().delete("/api/v1/me/sessions/" + others.getFirst()).status()).isEqualTo(404);
        assertThat(laptop.api().get("/api/v1/me/sessions").expect(200).path("sessions")).hasSize(2);
    }

    @Test
    void t10ADeletedAccountHasNoSocketAndNoTokenAndItsMessagesStay() {
        var ana = Account.open(whispra.base(), "Ana");
        var device = ana.logIn(whispra.base());
        var budi = whispra.person("Budi");
        var roomId = device.person().group("Farewell", budi);
        device.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "last", "Goodbye")).expect(201);
        try (var anas = device.person().connect(Transport.SOCKET_IO);
                var budis = budi.connect(Transport.PLAIN_WEBSOCKET)) {
            assertThat(device.api().send("DELETE", "/api/v1/me", Json.object("{'password': 'not it'}")).status())
                    .isEqualTo(403);
            device.api().send("DELETE", "/api/v1/me", Json.object("{'password': '%s'}", ana.password())).expect(204);

            assertThat(anas.await("bye").path("code").asInt()).isEqualTo(4403);
            assertThat(device.refresh().status()).isEqualTo(401);
            doors().forEach(door -> untilRefused(door, device));
            assertThat(budis.await("user.event").path("userId").asString()).isEqualTo(ana.id());
        }
        assertThat(Log.contents(Log.read(budi, roomId))).containsExactly("Goodbye");
        var gone = budi.api().get("/api/v1/users/" + ana.id()).expect(200);
        assertThat(gone.path("deleted").asBoolean()).isTrue();
        assertThat(gone.path("name").asString()).isEqualTo("Deleted user");
        assertThat(ana.tryToLogIn(whispra.base(), ana.password()).status()).isEqualTo(401);
        assertThat(Account.register(whispra.base(), "Ana", ana.email(), ana.password()).status()).isEqualTo(201);
    }

    @Test
    void t11WhoIsNoAdminAnyMoreIsNoneWithTheOldTokenEither() {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var room = Person.room(ana.group("Roles", budi));
        var role = room + "/participants/" + budi.id();
        ana.api().put(role, Json.object("{'role': 'admin'}")).expect(200);
        budi.api().send("PATCH", room, Json.object("{'name': 'Mine'}")).expect(200);
        ana.api().put(role, Json.object("{'role': 'member'}")).expect(200);
        doors().forEach(door -> {
            // The room service answers at the gateways and at its own port, the others have no such path.
            var answer = new Api(door, budi.token()).send("PATCH", room, Json.object("{'name': 'Mine again'}"));
            assertThat(answer.status()).as("%s: %s", door, answer).isIn(403, 404, 405);
        });
        assertThat(budi.api().send("PATCH", room, Json.object("{'name': 'Mine again'}")).code())
                .isEqualTo("admin-required");
        assertThat(ana.api().get(room).expect(200).path("name").asString()).isEqualTo("Mine");
    }

    @ParameterizedTest
    @EnumSource
    void t8ASocketClosesWhenItsTokenExpires(Transport transport) {
        assumeTrue(Stack.isLocal(), "A token of seconds is made with the keys of the local stack");
        var ana = whispra.person("Ana");
        var roomId = ana.group("Short");
        try (var anas = transport.connect(whispra.base(), whispra.forge(ana).expiringIn(3))) {
            anas.await("ready");
            var bye = anas.await("bye");
            assertThat(bye.path("code").asInt()).isEqualTo(4401);
            assertThat(bye.path("problem").path("code").asString()).isEqualTo("unauthenticated");
            anas.await("disconnect");
        }
        assertThat(Log.contents(Log.read(ana, roomId))).isEmpty();
    }

    @Test
    void t8ANewTokenKeepsTheSocketOpen() {
        assumeTrue(Stack.isLocal(), "A token of seconds is made with the keys of the local stack");
        var ana = whispra.person("Ana");
        try (var anas = Transport.PLAIN_WEBSOCKET.connect(whispra.base(), whispra.forge(ana).expiringIn(3))) {
            anas.await("ready");
            var renewed = anas.request("auth.refresh", Json.object("{'token': '%s'}", ana.token())).join();
            assertThat(renewed.path("ok").asBoolean()).as("%s", renewed).isTrue();
            try (var other = Transport.PLAIN_WEBSOCKET.connect(whispra.base(), whispra.forge(ana).expiringIn(4))) {
                other.await("bye");
            }
            assertThat(anas.received("bye")).isEmpty();
        }
    }

    @Test
    void t12AReplacedRefreshTokenThatComesBackLateEndsTheSession() throws InterruptedException {
        var first = Account.open(whispra.base(), "Ana").logIn(whispra.base());
        var second = first.with(first.refresh().expect(200));
        var third = second.with(second.refresh().expect(200));
        // The first is two generations old: no lost answer explains it.
        assertThat(first.refresh().status()).isEqualTo(401);
        assertThat(third.refresh().status()).isEqualTo(401);
        doors().forEach(door -> untilRefused(door, third));
    }

    @Test
    void t13TwentyTabsThatRefreshAtOnceStayLoggedInInOneFamily() throws Exception {
        var ana = Account.open(whispra.base(), "Ana").logIn(whispra.base());
        var answers = atOnce(20, ana::refresh);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as("%s", answer).isEqualTo(200));
        var successors = answers.stream().map(answer -> answer.body().path("refreshToken").asString()).distinct()
                .toList();
        assertThat(successors).hasSize(1);
        assertThat(ana.refresh(successors.getFirst()).status()).isEqualTo(200);
    }

    @Test
    void t16EachLoginIsASessionOfItsOwn() {
        var ana = Account.open(whispra.base(), "Ana");
        var first = ana.logIn(whispra.base());
        var second = ana.logIn(whispra.base());
        assertThat(current(first)).isNotEqualTo(current(second));
        assertThat(current(first.with(first.refresh().expect(200)))).isEqualTo(current(first));
    }

    private static String current(Device device) {
        return device.api().get("/api/v1/me/sessions").expect(200).path("sessions").valueStream()
                .filter(s -> s.path("current").asBoolean()).findFirst().orElseThrow().path("id").asString();
    }

    /** The gateways and, where they can be reached, the services behind them. */
    private static Stream<URI> doors() {
        return Stack.isLocal()
                ? Stream.concat(whispra.stack().local().gateways().stream(), whispra.stack().services().stream())
                : Stream.of(whispra.base());
    }

    private static List<URI> gateways() {
        return Stack.isLocal() ? whispra.stack().local().gateways() : List.of(whispra.base());
    }

    private static void untilRefused(URI door, Device device) {
        Waiting.until("a refusal at " + door,
                () -> new Api(door, device.person().token()).get("/api/v1/me").status() == 401 ? device : null);
    }

    private static List<Answer> atOnce(int count, Callable<Answer> request) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (Future<Answer> answer : threads.invokeAll(java.util.Collections.nCopies(count, request))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
