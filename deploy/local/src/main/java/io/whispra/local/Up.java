package io.whispra.local;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.whispra.embedded.EmbeddedMongo;
import io.whispra.local.command.Options;
import io.whispra.local.log.BoundedLog;
import io.whispra.local.problem.Problem;
import io.whispra.local.process.Patience;
import io.whispra.local.process.Program;
import io.whispra.local.stack.AotCache;
import io.whispra.local.stack.DataFolder;
import io.whispra.local.stack.Stack;
import io.whispra.local.stack.Topology;
import io.whispra.local.stack.Training;
import io.whispra.local.supervisor.Console;
import io.whispra.local.supervisor.Plan;
import io.whispra.local.supervisor.Supervisor;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/** Runs the stack in this process, until it is told to end. */
final class Up {

    private static final long LOG_BYTES = 10L << 20;

    private final Path home;
    private final DataFolder data;

    Up(Path home, DataFolder data) {
        this.home = home;
        this.data = data;
    }

    int run(Options options) {
        data.prepare();
        data.requireSpace(options.minFreeBytes());
        try (var _ = data.claim()) {
            return supervise(options);
        } catch (IOException e) {
            throw Problem.failed("the claim on " + data.root() + " cannot be given up", e);
        }
    }

    private int supervise(Options options) {
        var console = new Console(System.out, System.err);
        // What is embedded writes to the standard streams: the user sees this process's own lines there, and no others.
        var log = new PrintStream(new BoundedLog(data.log("infrastructure"), LOG_BYTES), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
        var own = OwnClasses.with(Up.class);
        own.load();
        OwnClasses.with(EmbeddedMongo.class).load();
        var topology = Topology.of(options.port(), options.scale().gateways(), options.scale().messageServices());
        var cache = System.getProperty("whispra.cache");
        var stack = new Stack(new Stack.Launch(home, childJar(own.jar()), options.memory(), cache != null), topology,
                data, System.getenv());
        var supervisor = new Supervisor(new Plan(topology.url(), stack.embedded(), stack.external(), stack.services(),
                Patience.DEFAULT, () -> training(stack, cache)), data, console);
        // The broker ends the whole process when it cannot write, as on a full disk; here it ends the stack in order.
        Exit.setHaltProcedure((_, message) -> supervisor.gaveUp("kafka", gaveUp(message)));
        Exit.setExitProcedure((_, message) -> supervisor.gaveUp("kafka", gaveUp(message)));
        console.say("Whispra starts; its data is in " + data.root());
        return supervisor.run();
    }

    private String gaveUp(@Nullable String why) {
        var reason = data.isFull() ? ", as the disk of " + data.root() + " is full" : why == null ? "" : ": " + why;
        return "kafka gave up" + reason + "; its log is " + data.log("infrastructure");
    }

    /** The script says where the cache of this process would be; nothing if no caches are wanted. */
    private AutoCloseable training(Stack stack, @Nullable String cache) {
        if (cache == null) {
            return () -> {};
        }
        var lessons = new ArrayList<>(stack.lessons());
        lessons.add(new Training.Lesson(new AotCache(Path.of(cache)), Up::rehearsal));
        return Training.start(lessons, data.log("training"));
    }

    private static Program rehearsal(List<String> options) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-D") && !argument.startsWith("-XX:AOT"))
                .forEach(command::add);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Rehearsal.class.getName()));
        return new Program(command, Map.of());
    }

    /** Built beside the jar of this class. */
    private static Path childJar(Path own) {
        return own.resolveSibling(own.getFileName().toString().replace(".jar", "-child.jar"));
    }
}
