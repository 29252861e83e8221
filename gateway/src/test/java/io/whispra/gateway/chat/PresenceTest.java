package io.whispra.gateway.chat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.whispra.gateway.kafka.TopicReader;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Event;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Who sees whom, with connections here and on other gateways. */
class PresenceTest extends OnChat {

    private static final Duration QUIET = Duration.ofMillis(600);

    private final String anna = user();
    private final String ben = user();
    private final String here = room();

    @Autowired
    private TopicReader presenceReader;

    @BeforeEach
    void bothAreInTheRoom() {
        log.added(here, anna);
        log.added(here, ben);
        Awaitility.await().until(presenceReader::isInPlace);
    }

    @Test
    void whoWatchesIsToldStatesAndThenWhatChanges() {
        var watches = connect(anna);
        assertThat(watch(watches, ben, anna)).isEqualTo(states(ben, "offline", anna, "online"));

        var his = connect(ben);
        assertThat(told(watches, 1)).isEqualTo(states(ben, "online"));
        assertThat(his.ackText("presence.set", "{\"state\":\"busy\"}")).isEmpty();
        assertThat(told(watches, 2)).isEqualTo(states(ben, "busy"));
        his.session().closed();
        assertThat(told(watches, 3)).isEqualTo(states(ben, "offline"));

        assertThat(watches.client().events()).filteredOn(event -> event.name().equals("presence.batch"))
                .allMatch(Event::lossy);
        assertThat(his.client().data("presence.batch")).isEmpty();
    }

    @Test
    void comingBackInTimeIsNotSeen() {
        var watches = connect(anna);
        var his = connect(ben);
        Awaitility.await().until(() -> watch(watches, ben).path(ben).asString().equals("online"));

        for (var i = 0; i < 3; i++) {
            his.session().closed();
            his = connect(ben);
        }

        assertThat(batchesLater(watches)).isEmpty();
    }

    @Test
    void t40StrangersAreOfflineLikeThoseWhoDoNotExist() {
        var eve = user();
        log.added(room(), eve);
        connect(ben);
        var stranger = connect(eve);

        assertThat(watch(stranger, ben, "nobody")).isEqualTo(states(ben, "offline", "nobody", "offline"));
        connect(ben).ackText("presence.set", "{\"state\":\"busy\"}");

        assertThat(batchesLater(stranger)).isEmpty();
    }

    @Test
    void t40WhoLeftTheLastSharedRoomIsOfflineForTheOthersAndTheyForHim() {
        var second = room();
        log.added(second, anna);
        log.added(second, ben);
        var hers = connect(anna);
        var his = connect(ben);
        Awaitility.await().until(() -> watch(hers, ben).path(ben).asString().equals("online"));
        watch(his, anna);

        publish(log.removed(second, ben));
        assertThat(batchesLater(hers)).as("they still share a room").isEmpty();
        publish(log.removed(here, ben));

        assertThat(told(hers, 1)).isEqualTo(states(ben, "offline"));
        assertThat(told(his, 1)).isEqualTo(states(anna, "offline"));
        his.ackText("presence.set", "{\"state\":\"busy\"}");
        connect(anna).ackText("presence.set", "{\"state\":\"busy\"}");
        assertThat(batchesLater(hers)).hasSize(1);
        assertThat(batchesLater(his)).hasSize(1);
        assertThat(watch(hers, ben)).as("what is remembered of his rooms is older").isEqualTo(states(ben, "offline"));
    }

    @Test
    void t40TheEndOfARoomEndsWhatWasSeenThroughIt() {
        var hers = connect(anna);
        connect(ben);
        Awaitility.await().until(() -> watch(hers, ben).path(ben).asString().equals("online"));

        publish(log.append(here, "room.deleted", null, ""));

        assertThat(told(hers, 1)).isEqualTo(states(ben, "offline"));
    }

    @Test
    void peopleOnOtherGatewaysAreSeenUntilTheseAreGone() {
        var watches = connect(anna);
        watch(watches, ben);

        publish(report("g1", ben, "away"));
        assertThat(told(watches, 1)).isEqualTo(states(ben, "away"));
        publish(report("g2", ben, "busy"));
        assertThat(told(watches, 2)).isEqualTo(states(ben, "busy"));
        publish(report("g2", ben, null));
        assertThat(told(watches, 3)).isEqualTo(states(ben, "away"));
        assertThat(told(watches, 4)).as("g1 says nothing any more").isEqualTo(states(ben, "offline"));
    }

    @Test
    void otherGatewaysHearOfOurPeople() {
        var his = connect(ben);
        his.ackText("presence.set", "{\"state\":\"away\"}");

        Awaitility.await().until(() -> values(ben), values -> values.size() >= 2);
        assertThat(values(ben).getLast()).contains("\"state\":\"away\"", "\"userId\":\"" + ben + "\"");
        his.session().closed();
        Awaitility.await().until(() -> values(ben).getLast().equals("gone"));
    }

    @Test
    void changesComeTogether() {
        var others = IntStream.range(0, 20).mapToObj(_ -> user()).toList();
        others.forEach(userId -> log.added(here, userId));
        var watches = connect(anna);
        watch(watches, others.toArray(String[]::new));

        others.forEach(userId -> publish(report("g3", userId, "online")));

        Awaitility.await().until(() -> watches.client().data("presence.batch").stream()
                .mapToInt(batch -> json(batch).path("states").size()).sum() == others.size());
        assertThat(watches.client().data("presence.batch")).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void nobodyIsAskedAboutTwice() {
        var watches = connect(anna);
        watch(watches, ben);
        message.forget();
        otherMessage.forget();

        watch(watches, ben);
        connect(ben);
        told(watches, 1);

        assertThat(message.asked().size() + otherMessage.asked().size()).as("by his connection").isEqualTo(1);
    }

    @Test
    void t63SetsAreBoundedAndNotChangedTooOften() {
        var watches = connect(anna);
        assertThat(refusal(watches, 201).type()).isEqualTo(ProblemType.INVALID);
        assertThat(watches.ack("presence.watch", people(200)).path("data").path("states")).hasSize(200);

        var refused = IntStream.range(0, 20).mapToObj(_ -> watches.session().on("presence.watch", json(people(1))))
                .map(OnChat::refusal)
                .filter(Objects::nonNull)
                .toList();

        assertThat(refused).isNotEmpty().allSatisfy(refusal -> {
            assertThat(refusal.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
            assertThat(refusal.retryAfter()).isNotNull();
        });
    }

    @Test
    void t63StatesAreNotSaidTooOften() {
        var person = connect(anna);

        var refused = IntStream.range(0, 20)
                .mapToObj(_ -> person.session().on("presence.set", json("{\"state\":\"away\"}")))
                .map(OnChat::refusal)
                .filter(Objects::nonNull)
                .toList();

        assertThat(refused).isNotEmpty()
                .allMatch(refusal -> refusal.type() == ProblemType.TOO_MANY_REQUESTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"userIds\":{\"$ne\":1}}", "{\"userIds\":\"a\"}", "{\"userIds\":[{\"$gt\":\"\"}]}",
            "{\"userIds\":[1]}", "[]"})
    void t66WatchingWrongTypesIsMalformed(String data) {
        assertThat(connect(anna).refused("presence.watch", data).type()).isEqualTo(ProblemType.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"state\":\"offline\"}", "{\"state\":{\"$ne\":1}}", "{\"state\":7}",
            "{\"state\":\"invisible\"}", "{\"state\":[\"busy\"]}"})
    void t66StatesThatAreNoneAreMalformed(String data) {
        assertThat(connect(anna).refused("presence.set", data).type()).isEqualTo(ProblemType.MALFORMED);
    }

    @Test
    void whatIsMissingOrNoIdIsInvalid() {
        var person = connect(anna);
        for (var data : List.of("{}", "{\"userIds\":null}", "{\"userIds\":[\"../x\"]}")) {
            assertThat(person.refused("presence.watch", data).type()).isEqualTo(ProblemType.INVALID);
        }
        assertThat(person.refused("presence.set", "{}").type()).isEqualTo(ProblemType.INVALID);
    }

    private static Refusal refusal(Person person, int people) {
        return person.refused("presence.watch", people(people));
    }

    private static String people(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"unknown-" + i + "\"")
                .collect(Collectors.joining(",", "{\"userIds\":[", "]}"));
    }

    private JsonNode watch(Person person, String... userIds) {
        return person.ack("presence.watch", "{\"userIds\":[\"" + String.join("\",\"", userIds) + "\"]}").path("data")
                .path("states");
    }

    private JsonNode states(String... states) {
        return json(IntStream.range(0, states.length / 2)
                .mapToObj(i -> "\"" + states[2 * i] + "\":\"" + states[2 * i + 1] + "\"")
                .collect(Collectors.joining(",", "{", "}")));
    }

    /** The states of the last of so many batches. */
    private JsonNode told(Person person, int count) {
        return json(Awaitility.await()
                .until(() -> person.client().data("presence.batch"), batches -> batches.size() >= count)
                .get(count - 1)).path("states");
    }

    private static List<String> batchesLater(Person person) {
        Awaitility.await().pollDelay(QUIET).until(() -> true);
        return person.client().data("presence.batch");
    }

    /** What was written of somebody, in order. */
    private static List<String> values(String userId) {
        return kafka.records(kafka.topic("presence"), 10_000, Duration.ofMillis(300))
                .stream()
                .filter(written -> new String(written.key(), StandardCharsets.UTF_8).endsWith(":" + userId))
                .map(written -> written.value() == null ? "gone" : new String(written.value(), StandardCharsets.UTF_8))
                .toList();
    }

    @SuppressWarnings("NullAway") // Kafka takes null for a tombstone, and says so nowhere
    private static ProducerRecord<byte[], byte[]> report(String gatewayId, String userId, @Nullable String state) {
        var value = "{\"gatewayId\":\"%s\",\"userId\":\"%s\",\"state\":\"%s\"}".formatted(gatewayId, userId, state);
        return new ProducerRecord<>(kafka.topic("presence"),
                (gatewayId + ":" + userId).getBytes(StandardCharsets.UTF_8),
                state == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
}
