package io.whispra.message.append;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.whispra.message.Client;
import io.whispra.message.Client.Answer;
import io.whispra.message.ServiceTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrentSendTest extends ServiceTest {

    private static final Logger log = LoggerFactory.getLogger(ConcurrentSendTest.class);
    private static final String[] USERS = IntStream.range(0, 10).mapToObj(i -> "user-" + i).toArray(String[]::new);

    @Autowired
    private Lanes lanes;

    private record Sent(String roomId, String clientId, Answer answer) {}

    @Test
    void thousandConcurrentMessagesAreNumberedWithoutHolesAndHistoryEqualsTheAcknowledgements() {
        var rooms = IntStream.range(0, 5).mapToObj(_ -> unique("crowded")).toList();
        rooms.forEach(room -> client.newRoom(room, USERS));
        long begin = System.nanoTime();
        var sent = Flux.range(0, 1000)
                .flatMap(i -> sending(rooms.get(i % 5), USERS[i / 5 % 10], "m" + i), 100)
                .collectList()
                .blockOptional(Duration.ofSeconds(30))
                .orElseThrow();
        log.info("1000 messages in {} ms", Duration.ofNanos(System.nanoTime() - begin).toMillis());

        assertThat(sent).allSatisfy(one -> assertThat(one.answer().status()).isEqualTo(201));
        for (var room : rooms) {
            var acknowledged = sent.stream()
                    .filter(one -> one.roomId().equals(room))
                    .map(one -> one.answer().body().path("message"))
                    .sorted(Comparator.comparingLong(message -> message.path("seq").asLong()))
                    .toList();
            assertThat(history(room)).isEqualTo(acknowledged);
            assertThat(acknowledged).extracting(message -> message.path("seq").asLong())
                    .containsExactlyElementsOf(range(12, 211));
            assertThat(acknowledged).extracting(message -> message.path("number").asLong())
                    .containsExactlyElementsOf(range(1, 200));
        }
        Awaitility.await().until(() -> lanes.open() == 0);
    }

    @Test
    void t68_sameClientIdFiftyTimesInParallelIsOneEntry() {
        var room = unique("room");
        client.newRoom(room, "anna");
        var answers = Flux.range(0, 50)
                .flatMap(_ -> client.sending("anna", room, Client.text("once", "Hello")), 50)
                .collectList()
                .block(Duration.ofSeconds(20));

        assertThat(answers).extracting(Answer::seq).containsOnly(3L);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 200 && answer.body().path("duplicate").asBoolean())
                .hasSize(49);
        assertThat(client.seqs(room)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void t68_sameClientIdWithAnotherBodyIsRefused() {
        var room = unique("room");
        client.newRoom(room, "anna");
        client.send("anna", room, Client.text("once", "Hello"));

        var again = client.send("anna", room, Client.text("once", "Something else"));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.code()).isEqualTo("client-id-reused");
        assertThat(client.seqs(room)).hasSize(3);
    }

    @Test
    void f22_t68_twoInstancesThatAppendToOneRoomLeaveNoHoleAndLoseAndDoubleNothing() {
        var room = unique("shared");
        client.newRoom(room, USERS);
        try (var other = anotherInstance()) {
            var clients = List.of(client, clientOf(other));
            var answers = Flux.range(0, 400)
                    .flatMap(i -> clients.get(i % 2).sending(USERS[i % 10], room, Client.text("m" + i, "Text " + i))
                            .filter(answer -> answer.status() != 503)
                            .repeatWhenEmpty(10, again -> again.delayElements(Duration.ofMillis(50))), 16)
                    .collectList()
                    .block(Duration.ofSeconds(30));

            assertThat(answers).extracting(Answer::status).isSubsetOf(201, 200);
            assertThat(answers).extracting(Answer::seq).doesNotHaveDuplicates();
            assertThat(client.seqs(room)).containsExactlyElementsOf(range(1, 411));
            assertThat(clients.get(1).log(room)).isEqualTo(client.log(room));

            var once = Flux.range(0, 50)
                    .flatMap(i -> clients.get(i % 2).sending(USERS[0], room, Client.text("once", "Hello")), 50)
                    .filter(answer -> answer.status() != 503)
                    .collectList()
                    .blockOptional(Client.PATIENCE).orElseThrow();
            assertThat(once).hasSizeGreaterThan(25).extracting(Answer::seq).containsOnly(412L);
            assertThat(once.stream().filter(answer -> answer.status() == 201)).hasSizeLessThan(2);
            assertThat(clients.get(1).send(USERS[0], room, Client.text("once", "Other")).status()).isEqualTo(422);
            assertThat(client.seqs(room)).hasSize(412);
        }
    }

    private Mono<Sent> sending(String room, String user, String clientId) {
        return client.sending(user, room, Client.text(clientId, "Text of " + clientId))
                .map(answer -> new Sent(room, clientId, answer));
    }

    private List<JsonNode> history(String room) {
        var all = new ArrayList<JsonNode>();
        var page = client.get(USERS[0], "/api/v1/rooms/" + room + "/messages?after=0&limit=70").body();
        page.path("messages").forEach(all::add);
        while (page.path("hasMore").asBoolean()) {
            page = client.get(USERS[0],
                    "/api/v1/rooms/" + room + "/messages?limit=70&after=" + page.path("next").asLong()).body();
            page.path("messages").forEach(all::add);
        }
        return all;
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
