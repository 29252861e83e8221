package io.whispra.local.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.whispra.local.child.Child;
import io.whispra.local.problem.Problem;
import io.whispra.local.process.Blueprint;
import io.whispra.local.process.Embedded;
import io.whispra.local.process.Patience;
import io.whispra.local.process.Program;
import io.whispra.local.stack.DataFolder;
import org.jspecify.annotations.Nullable;

/** A supervisor in a process of its own, over dummy services. */
public final class DummyStack {

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30), Duration.ofMillis(700),
            Duration.ofMillis(10), 5, Duration.ofMinutes(1));

    private final DataFolder data;
    private final List<String> kinds;
    private final Console console;
    private @Nullable Supervisor supervisor;

    private DummyStack(DataFolder data, List<String> kinds, Console console) {
        this.data = data;
        this.kinds = kinds;
        this.console = console;
    }

    /** Takes the data folder, the first port, then what kind of service each is. */
    public static void main(String[] arguments) {
        System.exit(run(new DataFolder(Path.of(arguments[0])), Integer.parseInt(arguments[1]),
                List.of(arguments).subList(2, arguments.length)));
    }

    private static int run(DataFolder data, int base, List<String> kinds) {
        var console = new Console(System.out, System.out);
        try {
            data.prepare();
            try (var _ = data.claim()) {
                return new DummyStack(data, kinds, console).supervisor(base).run();
            }
        } catch (Problem e) {
            console.problem(e.line());
            return e.exitCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Supervisor supervisor(int base) {
        var made = new Supervisor(plan(base), data, console);
        supervisor = made;
        return made;
    }

    private Plan plan(int base) {
        var services = new ArrayList<Blueprint>();
        for (var kind : kinds) {
            var port = base + 1 + services.size();
            services.add(new Blueprint(kind + services.size(), port, port + 100, () -> dummy(kind, port + 100),
                    () -> {}, false));
        }
        return new Plan("http://localhost:" + base, List.of(new Embedded("store", List.of(base), this::store)),
                List.of("elsewhere"), services, PATIENCE, this::aside);
    }

    /** A file of the name store.dead lets its next start fail. */
    private AutoCloseable store() throws IOException {
        if (Files.exists(data.root().resolve("store.dead"))) {
            throw new IOException("the store is dead");
        }
        return this::stopStore;
    }

    private void stopStore() throws InterruptedException {
        console.say("store stops");
        giveUp("hasty");
        if (kinds.contains("stubborn")) {
            Thread.currentThread().join();
        }
    }

    private AutoCloseable aside() {
        giveUp("tired");
        return () -> console.say("aside ends");
    }

    /** As a broker does, on a thread of its own and whatever it was doing. */
    private void giveUp(String kind) {
        if (supervisor != null && kinds.contains(kind)) {
            supervisor.gaveUp("store", "store gave up");
        }
    }

    /** A file of the name kind.dead lets the next start of such a service fail, one of the name kind.slow never be ready. */
    private Program dummy(String kind, int managementPort) {
        var becomes = Stream.of("dead", "slow")
                .filter(other -> Files.exists(data.root().resolve(kind + "." + other)))
                .findFirst()
                .orElse(kind);
        return new Program(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Child.class.getName(), DummyService.class.getName(), becomes, Integer.toString(managementPort)),
                Map.of());
    }
}
