package io.whispra.room;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import io.whispra.room.aggregate.Change;
import io.whispra.room.aggregate.Fact;
import io.whispra.room.aggregate.Role;
import io.whispra.room.aggregate.Room;
import io.whispra.room.aggregate.Rooms;
import io.whispra.room.aggregate.Settings;
import io.whispra.room.membership.Fold;
import io.whispra.room.membership.Memberships;
import io.whispra.room.membership.UserRooms;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PendingTest extends ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String alice = somebody("alice");
    private final String bob = somebody("bob");

    @Autowired
    private Rooms rooms;
    @Autowired
    private Fold fold;
    @Autowired
    private Memberships memberships;
    @Autowired
    private UserRooms userRooms;
    @Autowired
    private ReactiveMongoOperations mongodb;

    @Test
    void withoutTheMessageServiceAChangeIsPromisedLaterAndTheRelayKeepsThePromise() {
        log.down.set(true);
        createGroup(alice, "later", bob).expectStatus().isEqualTo(503)
                .expectHeader().exists("Retry-After")
                .expectBody().jsonPath("$.code").isEqualTo("unavailable").jsonPath("$.retryAfterMs").isNumber();
        log.down.set(false);
        var room = await().atMost(PATIENCE).until(() -> onlyRoomOf(alice), id -> log.kinds(id).size() == 3);
        assertThat(log.clientIds(room)).containsExactly("1:0", "1:1", "1:2");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(room(room).pending()).isEmpty());
        assertThat(room(room).pendingSince()).isNull();
        createGroup(alice, "later", bob).expectStatus().isOk().expectBody().jsonPath("$.id").isEqualTo(room);
        assertThat(log.kinds(room)).hasSize(3);
    }

    @Test
    void aRepeatedRequestPaysWhatTheFirstOneOwed() {
        var room = group(alice);
        log.down.set(true);
        post(alice, "/" + room + "/participants", Map.of("userId", bob)).expectStatus().isEqualTo(503);
        log.down.set(false);
        post(alice, "/" + room + "/participants", Map.of("userId", bob)).expectStatus().isOk();
        assertThat(log.clientIds(room)).containsExactly("1:0", "1:1", "2:0");
        assertThat(room(room).pending()).isEmpty();
    }

    @Test
    void aLogThatFailsAtFirstGetsTheChangesInTheirOrder() {
        var room = group(alice);
        log.failuresToCome.set(7);
        var calls = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 10; i++) {
            var member = somebody("member" + i);
            calls.add(() -> post(alice, "/" + room + "/participants", Map.of("userId", member))
                    .expectBody().returnResult().getStatus().value());
        }
        assertThat(together(calls)).isSubsetOf(201, 503);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(room(room).pending()).isEmpty());
        var changes = (int) room(room).version();
        assertThat(log.clientIds(room)).hasSize(changes + 1).doesNotHaveDuplicates().endsWith(changes + ":0");
    }

    @Test
    void twoInstancesDrainOneRoomInItsOrder() {
        var room = group(alice);
        try (var other = new SpringApplicationBuilder(RoomService.class).run(anotherPort())) {
            var theirs = client(portOf(other.getEnvironment())).mutate()
                    .defaultHeader("Authorization", "Bearer " + issuer.userToken(alice)).build();
            var calls = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 20; i++) {
                calls.add(renaming(i % 2 == 0 ? as(alice) : theirs, room, "Name " + i));
            }
            log.failuresToCome.set(5);
            assertThat(together(calls)).contains(200).isSubsetOf(200, 503);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(room(room).pending()).isEmpty());
        }
        var versions = log.clientIds(room);
        assertThat(versions).doesNotHaveDuplicates().hasSize((int) room(room).version() + 1);
        assertThat(log.log(room).getLast().data()).isEqualTo(Map.of("name", room(room).name()));
    }

    private static Callable<Integer> renaming(WebTestClient client, String room, String name) {
        return () -> client.patch().uri("/api/v1/rooms/" + room).bodyValue(Map.of("name", name)).exchange()
                .expectBody().returnResult().getStatus().value();
    }

    private static String[] anotherPort() {
        var properties = new HashMap<>(environment());
        properties.put("server.port", "0");
        return properties.entrySet().stream().map(it -> "--" + it.getKey() + "=" + it.getValue())
                .toArray(String[]::new);
    }

    private static int portOf(ConfigurableEnvironment environment) {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    @Test
    void aChangeThatComesLateUndoesNothing() {
        var room = group(alice);
        var added = new Change(7, alice, Instant.now(), List.of(new Fact.Added(bob, Role.MEMBER)), null);
        var removed = new Change(8, alice, Instant.now(), List.of(new Fact.Removed(bob, Fact.Reason.REMOVED)), null);
        fold.apply(room, added).block();
        assertThat(isIn(room, bob)).isTrue();
        assertThat(userRooms.of(bob).block()).containsExactly(room);
        fold.apply(room, removed).block();
        fold.apply(room, added).block();
        assertThat(isIn(room, bob)).isFalse();
        assertThat(json(get(bob, "")).path("rooms")).isEmpty();
        assertRefused(get(bob, "/" + room), 404, "room-not-found");

        fold.apply(room, new Change(9, alice, Instant.now(), added.facts(), null)).block();
        fold.apply(room, removed).block();
        assertThat(isIn(room, bob)).isTrue();
        assertThat(userRooms.of(bob).block()).containsExactly(room);
    }

    @Test
    void whatIsPendingCountsAtOnce() {
        var room = group(alice, bob);
        var next = room(room);
        var removed = new Change(2, alice, Instant.now(), List.of(new Fact.Removed(bob, Fact.Reason.REMOVED)), null);
        mongodb.updateFirst(Query.query(Criteria.where("_id").is(room)), new Update().push("pending", removed)
                .set("version", 2L).set("memberCount", 1), Room.class).block();
        assertThat(next.version()).isEqualTo(1);
        assertRefused(get(bob, "/" + room), 404, "room-not-found");
        assertThat(json(get(bob, "")).path("rooms")).isEmpty();
        get(alice, "/" + room).expectStatus().isOk();
        rename(alice, room, "After").expectStatus().isOk();
        assertThat(log.clientIds(room)).endsWith("2:0", "3:0");
    }

    @Test
    void f1_whatACrashLeftInTheDatabaseIsDoneByTheRelay() {
        var crashed = Room.group(UUID.randomUUID().toString(),
                new Room.Founded(alice + ":crash", "Left", Settings.NONE, List.of(alice, bob)), Instant.now());
        rooms.insert(crashed).block();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(room(crashed.id()).pending()).isEmpty());
        assertThat(log.clientIds(crashed.id())).containsExactly("1:0", "1:1", "1:2");
        get(bob, "/" + crashed.id()).expectStatus().isOk();
    }

    @Test
    void aHundredChangesMayWaitAndNotOneMore() {
        var room = group(alice);
        log.down.set(true);
        for (var i = 0; i < 100; i++) {
            rename(alice, room, "Name " + i).expectStatus().isEqualTo(503);
        }
        assertThat(room(room).pending()).hasSize(100);
        rename(alice, room, "One more").expectStatus().isEqualTo(503).expectHeader().exists("Retry-After")
                .expectBody().jsonPath("$.detail").isEqualTo("Too many changes of this room wait for the log.");
        assertThat(room(room).version()).isEqualTo(101);
        log.down.set(false);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(room(room).pending()).isEmpty());
        assertThat(log.clientIds(room)).hasSize(102).endsWith("101:0");
        rename(alice, room, "One more").expectStatus().isOk();
    }

    private Room room(String id) {
        return rooms.find(id).blockOptional().orElseThrow();
    }

    private boolean isIn(String room, String who) {
        return memberships.in(room(room), List.of(who)).map(people -> people.containsKey(who)).blockOptional()
                .orElseThrow();
    }

    private String onlyRoomOf(String who) {
        return json(get(who, "")).path("rooms").path(0).path("id").asString("");
    }
}
