package io.whispra.message.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.whispra.message.Client;
import io.whispra.message.Client.Answer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * People who send, one message after the other each, and who say the same again under the same clientId until it is
 * acknowledged.
 */
final class Load {

    private static final Duration IMPATIENCE = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofMillis(250);
    private static final int AT_ONCE = 500;

    private final List<Client> clients;
    private final List<String> rooms;
    private final List<String> people;
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** Everybody of the people sends in every one of the rooms. */
    Load(List<Client> clients, List<String> rooms, List<String> people) {
        this.clients = clients;
        this.rooms = rooms;
        this.people = people;
    }

    /** A message that was acknowledged, and how long that took from the first try. */
    record Acknowledged(String roomId, String userId, String clientId, Answer answer, Duration took) {}

    static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    /** The rooms with everybody in them. */
    void makeRooms() {
        rooms.forEach(room -> clients.getFirst().newRoom(room, people.toArray(String[]::new)));
    }

    int retries() {
        return retries.get();
    }

    /** Whoever is not done after the message on its way stops there. */
    void stop() {
        stopped.set(true);
    }

    /** Each of the people sends so many in each room, with the prefix in their clientIds. */
    Flux<Acknowledged> run(String prefix, int each, Duration pause) {
        return Flux.fromIterable(rooms)
                .flatMap(room -> Flux.fromIterable(people).map(user -> Map.entry(room, user)), 1)
                .flatMap(who -> Flux.range(0, each)
                        .takeWhile(_ -> !stopped.get())
                        .concatMap(i -> sending(who.getKey(), who.getValue(), prefix + "-" + i)
                                .delayUntil(_ -> pause.isZero() ? Mono.empty() : Mono.delay(pause)), 1),
                        AT_ONCE);
    }

    private Mono<Acknowledged> sending(String room, String user, String clientId) {
        return Mono.defer(() -> client().sending(user, room, Client.text(clientId, "Text of " + clientId)))
                .timeout(IMPATIENCE)
                .flatMap(answer -> answer.status() == 503
                        ? Mono.error(new IllegalStateException("unavailable"))
                        : Mono.just(answer))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN).doBeforeRetry(_ -> retries.incrementAndGet()))
                .elapsed()
                .map(timed -> new Acknowledged(room, user, clientId, timed.getT2(), Duration.ofMillis(timed.getT1())));
    }

    private Client client() {
        return clients.get(ThreadLocalRandom.current().nextInt(clients.size()));
    }
}
