package io.whispra.message.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.whispra.message.Client;
import io.whispra.message.Client.Answer;
import io.whispra.message.ServiceTest;
import io.whispra.message.entry.DuplicateEntry;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryData.MessageEdited;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.Views;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances change the same messages at once, in whatever order it happens; a third one appends and never applies. In the end each
 * message is what its log says, read from start to end by the dozen lines below.
 */
class InterleavingsTest extends ServiceTest {

    private static final Logger log = LoggerFactory.getLogger(InterleavingsTest.class);
    private static final long SEED = Long.getLong("whispra.interleavings.seed", 7);
    private static final int ROOMS = Integer.getInteger("whispra.interleavings.rooms", 10);
    private static final int MESSAGES = 20;
    private static final int CHANGES = 140;
    private static final int AT_ONCE = 12;
    private static final String[] PEOPLE = {"anna", "ben", "cleo"};
    private static final String[] EMOJIS = {"\ud83d\udc4d", "\u2764\ufe0f"};

    @Autowired
    private Messages messages;
    @Autowired
    private Views views;

    private final Random random = new Random(SEED);

    @Test
    void f1_changesOfTwoInstancesEndAsTheLogSaysInEveryInterleaving() {
        int changed = 0;
        try (var instance = anotherInstance()) {
            var instances = List.of(client, clientOf(instance));
            for (int i = 0; i < ROOMS; i++) {
                var room = unique("interleaved");
                client.newRoom(room, PEOPLE);
                for (int m = 0; m < MESSAGES; m++) {
                    client.send(PEOPLE[m % 3], room, Client.text("m" + m, "message " + m));
                }
                var answers = change(room, instances);
                assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 403, 409));
                changed += (int) answers.stream().filter(answer -> answer.entrySeq() > 0).count();
                assertReadsAsTheLogSays(room, instances);
            }
        }
        log.info("{} changes of {} messages with seed {}", changed, ROOMS * MESSAGES, SEED);
        assertThat(changed).isGreaterThan(ROOMS * CHANGES / 4);
    }

    private List<Answer> change(String room, List<Client> instances) {
        return Flux.range(0, CHANGES)
                .flatMap(i -> i % 20 == 19 ? dying(room, i) : calling(room, instances.get(random.nextInt(2)), i),
                        AT_ONCE)
                .collectList()
                .blockOptional(Client.PATIENCE)
                .orElseThrow();
    }

    private Mono<Answer> calling(String room, Client instance, int i) {
        var message = Client.message(room, 5 + random.nextInt(MESSAGES));
        var user = PEOPLE[random.nextInt(PEOPLE.length)];
        var emoji = EMOJIS[random.nextInt(EMOJIS.length)];
        return switch (random.nextInt(12)) {
            case 0 -> instance.calling(user, HttpMethod.DELETE, message + "?clientId=c" + i, null);
            case 1, 2, 3, 4, 5 -> instance.calling(user, HttpMethod.PATCH, message,
                    Map.of("clientId", "c" + i, "content", "edit " + i));
            case 6, 7, 8 -> instance.calling(user, HttpMethod.PUT, Client.reaction(message, emoji, "c" + i), null);
            case 9, 10 -> instance.calling(user, HttpMethod.DELETE, Client.reaction(message, emoji, "c" + i), null);
            default -> instance.calling(user, HttpMethod.GET, "/api/v1/rooms/" + room + "/messages", null);
        };
    }

    /** Appends an edit, if nobody is quicker, and dies. */
    private Mono<Answer> dying(String room, int i) {
        return Mono.defer(() -> views.of(room).flatMap(views::atHead))
                .flatMap(head -> messages.find(head.ids(5, 4 + MESSAGES)).flatMap(found -> {
                    var target = found.stream().filter(message -> !message.now().isDeleted()).findFirst();
                    return target.isEmpty()
                            ? Mono.<Void>empty()
                            : messages.insert(List.of(new Entry(head.next(), head.number(),
                                    target.get().author(), "dying" + i, "hash", Instant.EPOCH,
                                    new MessageEdited(target.get().seq(), "last words " + i, List.of()), true)));
                }))
                .onErrorResume(DuplicateEntry.class, _ -> Mono.empty())
                .then(Mono.empty());
    }

    private void assertReadsAsTheLogSays(String room, List<Client> instances) {
        var entries = client.log(room);
        assertThat(entries).extracting(entry -> entry.path("seq").asInt())
                .isEqualTo(Flux.range(1, entries.size()).collectList().block());
        var expected = folded(entries);
        for (var instance : instances) {
            assertThat(page(room, instance)).isEqualTo(expected);
        }
        views.forget(room);
        assertThat(page(room, client)).isEqualTo(expected);
        assertThat(client.log(room)).isEqualTo(entries);
    }

    private static List<JsonNode> page(String room, Client instance) {
        return instance.get("anna", "/api/v1/rooms/" + room + "/messages")
                .body()
                .path("messages")
                .valueStream()
                .toList();
    }

    /** The log, from start to end. */
    private static List<JsonNode> folded(List<JsonNode> entries) {
        var messages = new LinkedHashMap<Long, ObjectNode>();
        for (var entry : entries) {
            var message = messages.get(entry.path("data").path("seq").asLong());
            if (entry.path("kind").asString().equals("message")) {
                messages.put(entry.path("seq").asLong(), (ObjectNode) entry.deepCopy());
            } else if (message != null) {
                fold(message, entry);
                message.set("nowSeq", entry.path("seq"));
            }
        }
        return new ArrayList<>(messages.values());
    }

    private static void fold(ObjectNode message, JsonNode entry) {
        switch (entry.path("kind").asString()) {
            case "edit" -> {
                ((ObjectNode) message.path("data")).set("content", entry.path("data").path("content"));
                message.set("editedAt", entry.path("at"));
            }
            case "delete" -> {
                message.set("data", JsonMapper.shared().createObjectNode().put("type", "text"));
                message.set("deletedAt", entry.path("at"));
                message.remove(List.of("editedAt", "reactions"));
            }
            case "reaction.added" -> message.withObjectProperty("reactions")
                    .withArrayProperty(entry.path("data").path("emoji").asString())
                    .add(entry.path("actor"));
            default -> remove(message, entry);
        }
    }

    private static void remove(ObjectNode message, JsonNode entry) {
        var reactions = message.withObjectProperty("reactions");
        var emoji = entry.path("data").path("emoji").asString();
        var left = reactions.path(emoji).valueStream().filter(user -> !user.equals(entry.path("actor"))).toList();
        reactions.remove(emoji);
        if (!left.isEmpty()) {
            reactions.withArrayProperty(emoji).addAll(left);
        }
        if (reactions.isEmpty()) {
            message.remove("reactions");
        }
    }
}
