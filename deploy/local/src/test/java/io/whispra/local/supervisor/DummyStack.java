package io.whispra.local.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.whispra.local.child.Child;
import io.whispra.local.problem.Problem;
import io.whispra.local.process.Blueprint;
import io.whispra.local.process.Embedded;
import io.whispra.local.process.Patience;
import io.whispra.local.process.Program;
import io.whispra.local.stack.DataFolder;

/** A supervisor in a process of its own, over dummy services. */
public final class DummyStack {

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30), Duration.ofMillis(700),
            Duration.ofMillis(10), 5, Duration.ofMinutes(1));

    private DummyStack() {}

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
                return new Supervisor(plan(data, base, kinds, console), data, console).run();
            }
        } catch (Problem e) {
            console.problem(e.line());
            return e.exitCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Plan plan(DataFolder data, int base, List<String> kinds, Console console) {
        var services = new ArrayList<Blueprint>();
        for (var kind : kinds) {
            var port = base + 1 + services.size();
            services.add(new Blueprint(kind + services.size(), port, port + 100, () -> dummy(data, kind, port + 100),
                    () -> {}, false));
        }
        var store = new Embedded("store", List.of(base), () -> () -> {
            console.say("store stops");
            if (kinds.contains("stubborn")) {
                Thread.currentThread().join();
            }
        });
        return new Plan("http://localhost:" + base, List.of(store), List.of(), services, PATIENCE,
                () -> () -> console.say("aside ends"));
    }

    /** A file of the name kind.dead lets the next start of such a service fail. */
    private static Program dummy(DataFolder data, String kind, int managementPort) {
        var becomes = Files.exists(data.root().resolve(kind + ".dead")) ? "dead" : kind;
        return new Program(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Child.class.getName(), DummyService.class.getName(), becomes, Integer.toString(managementPort)),
                Map.of());
    }
}
