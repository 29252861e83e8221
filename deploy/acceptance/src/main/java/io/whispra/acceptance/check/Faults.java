package io.whispra.acceptance.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.whispra.acceptance.check.Evidence.Broken;
import io.whispra.acceptance.stack.LocalStack;
import io.whispra.acceptance.stack.Part;

/** Breaks one thing after the other, as from a shuffled deck: in every round each part has its turn. */
final class Faults {

    private static final List<String> ONCE = List.of("auth-service", "media-service");
    private static final List<String> EMBEDDED = List.of("mongodb", "kafka", "s3", "balancer");
    private static final String GATEWAY = "gateway";
    private static final String MESSAGES = "message-service";
    private static final long PAUSE = 4_000;
    private static final long SHORT = 1_000;
    private static final long LONG = 4_000;
    private static final long READY_SECONDS = 120;

    private final LocalStack stack;
    private final Evidence evidence;
    private final Random random;
    private final Consumer<String> progress;
    private final Deque<Fault> deck = new ArrayDeque<>();

    Faults(LocalStack stack, Evidence evidence, Random random, Consumer<String> progress) {
        this.stack = stack;
        this.evidence = evidence;
        this.random = random;
        this.progress = progress;
    }

    void run(BooleanSupplier wanted) throws InterruptedException {
        while (wanted.getAsBoolean()) {
            var fault = next();
            progress.accept(fault.name());
            var at = System.currentTimeMillis();
            fault.happen(stack);
            var healed = System.currentTimeMillis();
            // Now and then the next thing breaks before this one is whole again.
            if (random.nextInt(4) > 0) {
                awaitReady();
            }
            evidence.add(new Broken(fault.name(), fault.parts(), at, healed));
            TimeUnit.MILLISECONDS.sleep(PAUSE / 4 + random.nextLong(2 * PAUSE));
        }
    }

    /** Returns when every part is ready. */
    void awaitReady() throws InterruptedException {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!stack.parts().stream().allMatch(Part::isReady) || stack.parts().isEmpty()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("The stack does not become whole again: " + stack.parts());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Fault next() {
        if (deck.isEmpty()) {
            var round = round(stack.parts().stream().map(Part::name).toList());
            Collections.shuffle(round, random);
            deck.addAll(round);
        }
        return deck.remove();
    }

    private List<Fault> round(List<String> names) {
        var round = new ArrayList<Fault>();
        var gateways = names.stream().filter(name -> name.startsWith(GATEWAY)).toList();
        var messages = names.stream().filter(name -> name.startsWith(MESSAGES)).toList();
        for (var name : names) {
            if (!EMBEDDED.contains(name)) {
                var many = gateways.contains(name) || messages.contains(name);
                Collections.addAll(round, kills(name, many ? 3 : ONCE.contains(name) ? 1 : 2));
                round.add(new Fault.Pause(name, SHORT + random.nextLong(LONG)));
            }
        }
        round.add(new Fault.Kill(gateways));
        round.add(new Fault.Kill(messages));
        round.add(new Fault.Kill(List.of(gateways.getFirst(), messages.getLast())));
        round.add(new Fault.Outage("kafka", SHORT + random.nextLong(4 * LONG)));
        round.add(new Fault.Outage("mongodb", SHORT + random.nextLong(LONG)));
        if (names.contains("balancer")) {
            round.add(new Fault.Outage("balancer", random.nextLong(LONG)));
        }
        return round;
    }

    private static Fault[] kills(String name, int times) {
        return Collections.nCopies(times, new Fault.Kill(List.of(name))).toArray(Fault[]::new);
    }
}
