package io.whispra.acceptance.check;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.whispra.acceptance.check.Cast.Actor;
import io.whispra.acceptance.check.Cast.Room;
import io.whispra.acceptance.check.Evidence.Outcome;
import io.whispra.acceptance.check.Evidence.Sent;
import io.whispra.acceptance.client.Api.Answer;
import io.whispra.acceptance.client.Json;

/** Edits what its person said, and reacts to what anybody said, so that several change one message at once. */
final class Changer {

    private static final double EDIT = 0.15;
    private static final double REACT = 0.25;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final List<String> EMOJIS = List.of("👍", "❤️", "🎉");

    private final Room room;
    private final Actor actor;
    private final Attempts attempts;
    private final Evidence evidence;
    private final Random random;

    Changer(Room room, Actor actor, Evidence evidence, Random random) {
        this.room = room;
        this.actor = actor;
        this.attempts = new Attempts(evidence);
        this.evidence = evidence;
        this.random = random;
    }

    /** @param own the seq of a message that the person has just sent */
    void perhaps(long own) throws InterruptedException {
        var clientId = UUID.randomUUID().toString();
        if (random.nextDouble() < EDIT) {
            var edit = Json.object("{'clientId': '%s', 'content': 'edit of %d'}", clientId, own);
            change("edit", clientId, () -> actor.account().api().send("PATCH", message(own), edit));
        } else if (random.nextDouble() < REACT) {
            var recent = List.copyOf(room.recent());
            react(recent.get(random.nextInt(recent.size())), clientId);
        }
    }

    private void react(long seq, String clientId) throws InterruptedException {
        var emoji = URLEncoder.encode(EMOJIS.get(random.nextInt(EMOJIS.size())), StandardCharsets.UTF_8);
        var add = random.nextInt(4) > 0;
        change(add ? "reaction.added" : "reaction.removed", clientId, () -> actor.account().api().send(
                add ? "PUT" : "DELETE", message(seq) + "/reactions/" + emoji + "?clientId=" + clientId, null));
    }

    /** Until there is an answer. One without an entry says that it was so already. */
    private void change(String kind, String clientId, Supplier<Answer> request) throws InterruptedException {
        var invokedAt = System.currentTimeMillis();
        while (true) {
            var answer = attempts.rest(kind, request);
            if (answer.status() == OK && !answer.body().has("entry")) {
                return;
            }
            if (answer.status() == OK || answer.status() == NOT_FOUND) {
                evidence.add(new Sent(room.id(), actor.account().id(), clientId, kind, invokedAt,
                        System.currentTimeMillis(), answer.status() == OK
                                ? new Outcome.Acknowledged(answer.body().path("entry").path("seq").asLong())
                                : new Outcome.Refused(NOT_FOUND, answer.code())));
                return;
            }
            TimeUnit.MILLISECONDS.sleep(Attempts.pause(answer, random));
        }
    }

    private String message(long seq) {
        return room.path() + "/messages/" + seq;
    }
}
