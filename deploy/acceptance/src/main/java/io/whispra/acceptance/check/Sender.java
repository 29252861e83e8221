package io.whispra.acceptance.check;

import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.whispra.acceptance.check.Cast.Actor;
import io.whispra.acceptance.check.Cast.Room;
import io.whispra.acceptance.check.Evidence.Outcome;
import io.whispra.acceptance.check.Evidence.Sent;
import io.whispra.acceptance.client.Api.Answer;
import io.whispra.acceptance.client.Json;
import tools.jackson.databind.JsonNode;

/**
 * One person in one room, as the rules for clients say: one message in flight, the same clientId until there is an answer, over either way.
 * Now and then the same message goes out over both ways at once, and now and then it is given up when nothing is known.
 */
final class Sender {

    private static final int NOT_FOUND = 404;
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final double TWICE = 0.05;
    private static final double GIVE_UP = 0.1;

    private final Room room;
    private final Actor actor;
    private final Attempts attempts;
    private final Evidence evidence;
    private final Random random;
    private final Changer changer;

    Sender(Room room, Actor actor, Evidence evidence, Random random) {
        this.room = room;
        this.actor = actor;
        this.attempts = new Attempts(evidence);
        this.evidence = evidence;
        this.random = random;
        this.changer = new Changer(room, actor, evidence, random);
    }

    /** Sends at about this rate while it is wanted, and then brings the last one to its end. */
    void run(double perSecond, BooleanSupplier wanted) throws InterruptedException {
        for (var n = 0; wanted.getAsBoolean(); n++) {
            TimeUnit.MILLISECONDS.sleep((long) (random.nextDouble() * 2_000 / perSecond));
            send(n);
        }
    }

    private void send(int n) throws InterruptedException {
        var clientId = UUID.randomUUID().toString();
        var content = actor.account().name() + " " + n;
        var message = Json.object("{'roomId': '%s', 'clientId': '%s', 'type': 'text', 'content': '%s'}", room.id(),
                clientId, content);
        var invokedAt = System.currentTimeMillis();
        var outcome = random.nextDouble() < TWICE ? bothWays(message) : settled(message);
        evidence.add(new Sent(room.id(), actor.account().id(), clientId, Fact.MESSAGE, invokedAt,
                System.currentTimeMillis(), outcome));
        if (outcome instanceof Outcome.Acknowledged(var seq)) {
            room.said(seq);
            changer.perhaps(seq);
        }
    }

    private Outcome settled(JsonNode message) throws InterruptedException {
        var mayGiveUp = random.nextDouble() < GIVE_UP;
        while (true) {
            var answer = attempt(message, random.nextBoolean());
            var outcome = outcome(answer);
            if (!(outcome instanceof Outcome.Unknown) || mayGiveUp) {
                return outcome;
            }
            TimeUnit.MILLISECONDS.sleep(Attempts.pause(answer, random));
        }
    }

    /** Two attempts at once, and more until both are known to be the same. */
    private Outcome bothWays(JsonNode message) throws InterruptedException {
        var other = new FutureTask<>(() -> outcome(attempt(message, true)));
        Thread.ofVirtual().start(other);
        var mine = outcome(attempt(message, false));
        Outcome theirs;
        try {
            theirs = other.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        if (mine instanceof Outcome.Acknowledged && theirs instanceof Outcome.Acknowledged && !mine.equals(theirs)) {
            evidence.odd("Two numbers for one message: " + mine + " and " + theirs + " for " + message);
        }
        if (mine instanceof Outcome.Acknowledged) {
            return mine;
        }
        return theirs instanceof Outcome.Acknowledged ? theirs : settled(message);
    }

    private Answer attempt(JsonNode message, boolean rest) throws InterruptedException {
        var device = actor.device(random.nextInt(2));
        return rest || !device.isConnected()
                ? attempts.rest("POST message",
                        () -> actor.account().api().post(room.path() + "/messages", message))
                : attempts.socket(device.connection(), "message.send", message);
    }

    private static Outcome outcome(Answer answer) {
        return switch (answer.status()) {
            case OK, CREATED -> new Outcome.Acknowledged(answer.body().path("message").path("seq").asLong());
            case NOT_FOUND -> new Outcome.Refused(NOT_FOUND, answer.code());
            default -> new Outcome.Unknown();
        };
    }
}
