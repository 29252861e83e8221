package io.whispra.message.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.whispra.message.Client;
import io.whispra.message.faults.Load.Acknowledged;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What must hold of a log after any fault (I1 to I3): what was acknowledged is in it, once, and nothing is out of order. */
final class LogCheck {

    private LogCheck() {}

    /** The whole log of a room. */
    static List<JsonNode> read(Client client, String room) {
        var all = new ArrayList<JsonNode>();
        var piece = piece(client, room, 1);
        while (!piece.isEmpty()) {
            all.addAll(piece);
            piece = piece(client, room, all.size() + 1L);
        }
        return all;
    }

    /** An instance that is busy is asked again: no answer is no empty log. */
    private static List<JsonNode> piece(Client client, String room, long from) {
        var path = "/internal/v1/rooms/" + room + "/entries?from=" + from + "&to=" + (from + 999);
        return Awaitility.await()
                .atMost(Client.PATIENCE)
                .until(() -> client.internal(path), answer -> answer.status() == 200)
                .body()
                .path("entries")
                .valueStream()
                .toList();
    }

    /** Judges a room, and returns its log. */
    static List<JsonNode> judge(Client client, String room, Collection<Acknowledged> acknowledged) {
        var log = read(client, room);
        assertDense(room, log);
        assertOnce(room, log);
        var byKey = log.stream().collect(Collectors.toMap(LogCheck::key, entry -> entry));
        var mine = acknowledged.stream().filter(one -> one.roomId().equals(room)).toList();
        for (var one : mine) {
            assertThat(one.answer().status()).isIn(200, 201);
            assertThat(one.answer().body().path("message"))
                    .as("%s of %s in %s", one.clientId(), one.userId(), room)
                    .isEqualTo(byKey.get(one.userId() + " " + one.clientId()));
        }
        assertOrderOfEach(mine);
        return log;
    }

    private static void assertDense(String room, List<JsonNode> log) {
        assertThat(log).extracting(entry -> entry.path("seq").asLong())
                .as("seqs of %s", room)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, log.size()).boxed().toList());
        long number = 0;
        for (var entry : log) {
            number += entry.path("kind").asString().equals("message") ? 1 : 0;
            assertThat(entry.path("number").asLong()).as("number at %s:%s", room, entry.path("seq")).isEqualTo(number);
        }
    }

    private static void assertOnce(String room, List<JsonNode> log) {
        assertThat(log.stream().map(LogCheck::key).toList()).as("clientIds of %s", room).doesNotHaveDuplicates();
    }

    /** One after the other was acknowledged to each sender, so that is their order. */
    private static void assertOrderOfEach(List<Acknowledged> acknowledged) {
        Map<String, Long> last = new HashMap<>();
        for (var one : acknowledged) {
            var before = last.put(one.userId(), one.answer().seq());
            assertThat(before == null || before < one.answer().seq())
                    .as("%s after %s of %s", one.answer().seq(), before, one.userId())
                    .isTrue();
        }
    }

    private static String key(JsonNode entry) {
        var clientId = entry.path("clientId").asString("");
        return clientId.isEmpty()
                ? "entry " + entry.path("seq").asLong()
                : entry.path("actor").asString() + " " + clientId;
    }
}
