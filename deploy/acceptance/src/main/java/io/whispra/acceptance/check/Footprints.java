package io.whispra.acceptance.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.whispra.acceptance.stack.LocalStack;
import io.whispra.acceptance.stack.Part;
import org.jspecify.annotations.Nullable;

/** I7: what the processes take of the machine, as the kernel counts it. Where there is no {@code /proc}, nothing is counted. */
final class Footprints {

    private static final long MOST_MEBIBYTES = 900;
    private static final long MORE_DESCRIPTORS = 300;
    private static final long MORE_THREADS = 60;
    private static final long KIBI = 1024;

    private final LocalStack stack;
    private final Map<String, Footprint> first = new ConcurrentSkipListMap<>();
    private final Map<String, Footprint> most = new ConcurrentSkipListMap<>();
    private final Map<String, Footprint> last = new ConcurrentSkipListMap<>();

    /** @param memory resident, in MiB */
    record Footprint(long memory, long threads, long descriptors) {

        Footprint atLeast(Footprint other) {
            return new Footprint(Math.max(memory, other.memory), Math.max(threads, other.threads),
                    Math.max(descriptors, other.descriptors));
        }
    }

    Footprints(LocalStack stack) {
        this.stack = stack;
    }

    void run(BooleanSupplier wanted) throws InterruptedException {
        while (wanted.getAsBoolean()) {
            look();
            TimeUnit.SECONDS.sleep(2);
        }
        look();
    }

    Map<String, Footprint> most() {
        return most;
    }

    Map<String, Footprint> last() {
        return last;
    }

    /** Nobody took more than was stated, and at the end everybody is back near where they began. */
    Verdict judge() {
        var verdict = new Verdict("I7 bounded");
        most.forEach(
                (part, taken) -> verdict.expect(taken.memory <= MOST_MEBIBYTES, () -> "%s took %s MiB".formatted(part,
                        taken.memory)));
        new TreeMap<>(last).forEach((part, now) -> {
            var base = first.getOrDefault(part, now);
            verdict.expect(now.descriptors <= base.descriptors + MORE_DESCRIPTORS,
                    () -> "%s keeps %s descriptors of %s".formatted(part,
                            now.descriptors, base.descriptors));
            verdict.expect(now.threads <= base.threads + MORE_THREADS,
                    () -> "%s keeps %s threads of %s".formatted(part, now.threads,
                            base.threads));
        });
        return verdict;
    }

    private void look() {
        for (var part : stack.parts()) {
            var footprint = footprint(part);
            if (footprint != null) {
                first.putIfAbsent(part.name(), footprint);
                most.merge(part.name(), footprint, Footprint::atLeast);
                last.put(part.name(), footprint);
            }
        }
    }

    private static @Nullable Footprint footprint(Part part) {
        var process = Path.of("/proc", Long.toString(part.pid()));
        try (var descriptors = Files.list(process.resolve("fd"))) {
            var status = new TreeMap<String, String>();
            Files.readAllLines(process.resolve("status")).forEach(line -> {
                var colon = line.indexOf(':');
                status.put(line.substring(0, Math.max(0, colon)), line.substring(colon + 1).replaceAll("[^0-9]", ""));
            });
            return new Footprint(Long.parseLong(status.getOrDefault("VmRSS", "0"), 10) / KIBI,
                    Long.parseLong(status.getOrDefault("Threads", "0"), 10), descriptors.count());
        } catch (IOException | NumberFormatException _) {
            // It has just ended, or is none of ours.
            return null;
        }
    }
}
