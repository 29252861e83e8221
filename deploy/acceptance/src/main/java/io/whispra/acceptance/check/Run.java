package io.whispra.acceptance.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.whispra.acceptance.check.Cast.Actor;
import io.whispra.acceptance.check.Cast.Room;
import io.whispra.acceptance.check.Stored.Told;
import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.stack.LocalStack;

/** One check of a running stack, from the first message to the verdicts. */
final class Run {

    private static final long QUIET_SECONDS = 60;
    private static final int PAGE = 200;
    private static final int STRANGER_PAUSE = 2_000;

    private final LocalStack stack;
    private final Settings settings;
    private final Consumer<String> progress;
    private final Evidence evidence = new Evidence();
    private final Random random;
    private volatile boolean over;

    Run(LocalStack stack, Settings settings, Consumer<String> progress) {
        this.stack = stack;
        this.settings = settings;
        this.progress = progress;
        this.random = new Random(settings.seed());
    }

    Report run() throws InterruptedException {
        var footprints = new Footprints(stack);
        var began = System.currentTimeMillis();
        try (var cast = Cast.meet(stack.base(), settings, evidence)) {
            await("all devices are connected", () -> cast.devices().stream().allMatch(Device::isConnected));
            progress.accept(cast.people().size() + " people with " + cast.devices().size() + " devices in "
                    + cast.rooms().size() + " rooms");
            chat(cast, footprints);
            progress.accept("healed; all devices sync");
            quiet(cast);
            var stored = stored(cast);
            var verdicts = new ArrayList<>(new LogLaws(evidence, stored,
                    cast.devices().stream().flatMap(device -> device.held().stream()).toList()).judge());
            var recovery = new Recovery(evidence);
            verdicts.add(new Privacy(evidence, stored).judge());
            verdicts.add(footprints.judge());
            verdicts.add(new Honesty(evidence, staying(cast)).judge());
            verdicts.add(recovery.judge());
            return new Report(settings, evidence, verdicts, recovery.longest(), footprints.most(),
                    System.currentTimeMillis() - began);
        }
    }

    private void chat(Cast cast, Footprints footprints) throws InterruptedException {
        var faults = new Faults(stack, evidence, new Random(random.nextLong()), progress);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var people = start(cast, threads);
            people.add(task(threads, () -> footprints.run(this::isOn)));
            var breaking = settings.faults()
                    ? List.of(task(threads, () -> faults.run(this::isOn)))
                    : List.<Future<?>>of();
            sleepUnlessFailed(people, breaking);
            over = true;
            join(breaking);
            faults.awaitReady();
            join(people);
        }
    }

    private List<Future<?>> start(Cast cast, ExecutorService threads) {
        var tasks = new ArrayList<Future<?>>();
        for (var room : cast.rooms()) {
            var senders = new ArrayList<Actor>(room.members());
            senders.add(room.wanderer());
            for (var actor : senders) {
                var sender = new Sender(room, actor, evidence, new Random(random.nextLong()));
                tasks.add(task(threads, () -> sender.run(settings.rate(), this::isOn)));
            }
            var churn = new Churn(room, evidence, new Random(random.nextLong()));
            tasks.add(task(threads, () -> churn.run(this::isOn)));
        }
        tasks.add(task(threads, () -> intrude(cast.rooms(), cast.outsider())));
        return tasks;
    }

    private void intrude(List<Room> rooms, Actor outsider) throws InterruptedException {
        for (var n = 0; isOn(); n++) {
            new Churn(rooms.get(n % rooms.size()), evidence, random).tryAsMember(outsider);
            TimeUnit.MILLISECONDS.sleep(STRANGER_PAUSE);
        }
    }

    /** Every device has what the head of each of its rooms has, and nothing waits to be published. */
    private void quiet(Cast cast) throws InterruptedException {
        var heads = new HashMap<String, Long>();
        try (var raw = new RawLogs(stack.mongodb())) {
            await("everything is published", () -> raw.unpublished() == 0);
            for (var room : cast.rooms()) {
                heads.put(room.id(), (long) raw.of(room.id()).size());
            }
        }
        await("all devices are connected", () -> cast.devices().stream().allMatch(Device::isConnected));
        cast.devices().forEach(Device::sync);
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
        // A device that never gets there is found by the verdicts.
        while (System.nanoTime() < until && !cast.devices().stream().allMatch(device -> isThere(device, heads))) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean isThere(Device device, Map<String, Long> heads) {
        return device.rooms().entrySet().stream()
                .allMatch(room -> room.getValue().seq() >= heads.getOrDefault(room.getKey(), 0L));
    }

    private Stored stored(Cast cast) {
        try (var raw = new RawLogs(stack.mongodb())) {
            var logs = cast.rooms().stream().collect(Collectors.toMap(Room::id, room -> raw.of(room.id())));
            var told = cast.rooms().stream()
                    .flatMap(room -> List.of(room.admin(), room.members().getLast()).stream().map(actor -> new Told(
                            room.id(), actor.account().id(), log(actor.account().api(), room),
                            messages(actor.account().api(), room))))
                    .toList();
            return new Stored(logs, told);
        }
    }

    private static List<Fact> log(Api api, Room room) {
        var log = new ArrayList<Fact>();
        for (var hasMore = true; hasMore;) {
            var page = api.get(room.path() + "/entries?limit=" + PAGE + "&after=" + log.size()).expect(200);
            page.path("entries").forEach(entry -> log.add(Fact.of(entry)));
            hasMore = page.path("hasMore").asBoolean();
        }
        return log;
    }

    private static Map<Long, Reading> messages(Api api, Room room) {
        var messages = new HashMap<Long, Reading>();
        var path = room.path() + "/messages?limit=" + PAGE;
        var next = "";
        for (var hasMore = true; hasMore;) {
            var page = api.get(path + next).expect(200);
            page.path("messages").forEach(m -> messages.put(m.path("seq").asLong(), Reading.of(m)));
            hasMore = page.path("hasMore").asBoolean();
            next = "&before=" + page.path("next").asLong();
        }
        return messages;
    }

    private static Map<String, Set<String>> staying(Cast cast) {
        return cast.rooms().stream().collect(Collectors.toMap(Room::id, room -> room.members().stream()
                .map(actor -> actor.account().id()).collect(Collectors.toSet())));
    }

    private boolean isOn() {
        return !over;
    }

    private void sleepUnlessFailed(List<Future<?>> people, List<? extends Future<?>> breaking)
            throws InterruptedException {
        var until = System.nanoTime() + settings.time().toNanos();
        while (System.nanoTime() < until && people.stream().noneMatch(Future::isDone)
                && breaking.stream().noneMatch(Future::isDone)) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private static Future<?> task(ExecutorService threads, Task task) {
        return threads.submit((Callable<Void>) () -> {
            task.run();
            return null;
        });
    }

    private static void join(List<? extends Future<?>> tasks) throws InterruptedException {
        for (var task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("The check itself failed", e.getCause());
            }
        }
    }

    private static void await(String what, BooleanSupplier fact) throws InterruptedException {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("Waited in vain until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
