package io.whispra.acceptance.check;

import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.whispra.acceptance.check.Cast.Actor;
import io.whispra.acceptance.check.Cast.Room;
import io.whispra.acceptance.check.Evidence.Change;
import io.whispra.acceptance.check.Evidence.Probe;
import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Api.Answer;
import io.whispra.acceptance.client.Json;

/** The wanderer of a room is removed, tries everything that only members may, and is added again. */
final class Churn {

    private static final long PAUSE = 1_500;
    private static final long RETRY = 400;

    private final Room room;
    private final Attempts attempts;
    private final Evidence evidence;
    private final Random random;

    Churn(Room room, Evidence evidence, Random random) {
        this.room = room;
        this.attempts = new Attempts(evidence);
        this.evidence = evidence;
        this.random = random;
    }

    /** Ends with the wanderer in the room or out of it, as chance has it. */
    void run(BooleanSupplier wanted) throws InterruptedException {
        while (wanted.getAsBoolean()) {
            pause(3 * PAUSE);
            change(false);
            if (random.nextBoolean()) {
                tryAsMember(room.wanderer());
            }
            pause(PAUSE);
            if (wanted.getAsBoolean() || random.nextBoolean()) {
                change(true);
            }
        }
    }

    /** Tries what a member may, and notes whether it was let. */
    void tryAsMember(Actor stranger) throws InterruptedException {
        var api = stranger.account().api();
        var connection = stranger.device(0).connection();
        var message = Json.object("{'roomId': '%s', 'clientId': '%s', 'type': 'text', 'content': 'let me'}", room.id(),
                UUID.randomUUID());
        probe(stranger, "page", () -> attempts.rest("GET messages", () -> api.get(room.path() + "/messages")));
        probe(stranger, "entries", () -> attempts.rest("GET entries", () -> api.get(room.path() + "/entries?after=0")));
        probe(stranger, "POST",
                () -> attempts.rest("POST message", () -> api.post(room.path() + "/messages", message)));
        probe(stranger, "room", () -> attempts.rest("GET room", () -> api.get(room.path())));
        probe(stranger, "message.send", () -> attempts.socket(connection, "message.send", message));
        probe(stranger, "room.fetch", () -> attempts.socket(connection, "room.fetch",
                Json.object("{'roomId': '%s', 'after': 0}", room.id())));
        var rooms = Json.object("{'rooms': {'%s': 0}}", room.id());
        probe(stranger, "sync", () -> synced(attempts.rest("POST sync", () -> api.post("/api/v1/sync", rooms))));
    }

    /** A sync is let if it has something of the room. */
    private Answer synced(Answer answer) {
        var something = answer.body().path("entries").has(room.id())
                || answer.body().path("limited").valueStream().anyMatch(id -> id.asString().equals(room.id()))
                || answer.body().path("heads").valueStream()
                        .anyMatch(head -> head.path("roomId").asString().equals(room.id()));
        return something ? answer : new Answer(404, answer.body());
    }

    private void probe(Actor stranger, String what, Question question) throws InterruptedException {
        var from = System.currentTimeMillis();
        var answer = question.ask();
        evidence.add(new Probe(room.id(), stranger.account().id(), what, from, System.currentTimeMillis(),
                isLet(answer)));
    }

    @FunctionalInterface
    private interface Question {
        Answer ask() throws InterruptedException;
    }

    private void change(boolean add) throws InterruptedException {
        var userId = room.wanderer().account().id();
        var from = System.currentTimeMillis();
        Supplier<Answer> request = add
                ? () -> admin().post(room.path() + "/participants", Json.object("{'userId': '%s'}", userId))
                : () -> admin().delete(room.path() + "/participants/" + userId);
        while (!isDone(attempts.rest(add ? "POST participant" : "DELETE participant", request))) {
            TimeUnit.MILLISECONDS.sleep(RETRY);
        }
        evidence.add(new Change(room.id(), userId, add, from, System.currentTimeMillis()));
    }

    private boolean isDone(Answer answer) {
        if (answer.status() >= 400 && answer.status() < 500 && answer.status() != 429) {
            throw new IllegalStateException("An admin is refused: " + answer);
        }
        return isLet(answer);
    }

    private static boolean isLet(Answer answer) {
        return answer.status() >= 200 && answer.status() < 300;
    }

    private Api admin() {
        return room.admin().account().api();
    }

    private void pause(long about) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(about / 2 + random.nextLong(about));
    }
}
