package io.whispra.local.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.whispra.local.control.ControlServer;
import io.whispra.local.control.PartStatus;
import io.whispra.local.control.Request;
import io.whispra.local.control.StackStatus;
import io.whispra.local.control.StateFile;
import io.whispra.local.log.BoundedLog;
import io.whispra.local.problem.Problem;
import io.whispra.local.process.Death;
import io.whispra.local.process.Keeper;
import io.whispra.local.process.Part;
import io.whispra.local.stack.DataFolder;

/**
 * Starts the parts of a plan, keeps them running, and stops them: the services first, then what they need. It ends when it
 * is told to, by a command or a signal, or when a part cannot be kept running.
 */
public final class Supervisor implements Keeper.Listener, ControlServer.Handler {

    private static final long LOG_BYTES = 10L << 20;
    private static final Duration TELL = Duration.ofSeconds(5);
    /** Children of a killed supervisor need a moment to notice. */
    private static final Duration ORPHANS = Duration.ofSeconds(10);

    private final Plan plan;
    private final DataFolder data;
    private final Console console;
    private final StateFile stateFile;
    private final EmbeddedParts embedded;
    private final Keepers services;
    private final Instant startedAt = Instant.now();
    private final CompletableFuture<Integer> ending = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean allStarted;
    private AutoCloseable aside = () -> {};
    private volatile String socket = "";

    /** @param data prepared, and claimed by this process */
    public Supervisor(Plan plan, DataFolder data, Console console) {
        this.plan = plan;
        this.data = data;
        this.console = console;
        this.stateFile = new StateFile(data.stateFile());
        this.embedded = new EmbeddedParts(plan.embedded(),
                part -> new EmbeddedPart(part, plan.patience(), console, this::tellState), console);
        this.services = new Keepers(plan.services().stream()
                .map(service -> new Keeper(service, plan.patience(),
                        new BoundedLog(data.log(service.name()), LOG_BYTES), this))
                .toList());
    }

    /** Returns when everything has stopped: the exit code. */
    public int run() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::endAtSignal));
        try {
            FreePorts.require(plan, stateFile.exists() ? ORPHANS : Duration.ZERO);
            return supervise();
        } catch (Problem e) {
            console.problem(e.line());
            return e.exitCode();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Problem.FAILED;
        } finally {
            ended.countDown();
        }
    }

    /** Ends everything because an embedded part gave up; not if it was stopped by a command, and gave up while it stopped. */
    public void gaveUp(String part, String reason) {
        if (!ending.isDone() && embedded.isWanted(part)) {
            console.problem(reason);
            ending.complete(Problem.FAILED);
        }
    }

    @Override
    public CompletableFuture<StackStatus> handle(Request request) {
        return switch (request) {
            case Request.Status() -> CompletableFuture.completedFuture(status());
            case Request.Restart(var part) -> named(part).restart().thenApply(_ -> status());
            case Request.StartPart(var part) -> named(part).start().thenApply(_ -> status());
            case Request.StopPart(var part) -> named(part).stop().thenApply(_ -> stopped(part));
            case Request.Stop() -> {
                ending.complete(0);
                yield CompletableFuture.completedFuture(status());
            }
        };
    }

    @Override
    public void changed(Keeper keeper) {
        var now = keeper.snapshot();
        if (now.state() == Keeper.State.READY && !ending.isDone()) {
            console.ready(keeper.blueprint().name(), Duration.between(now.startedAt(), now.since()),
                    "127.0.0.1:" + keeper.blueprint().port() + ", process " + now.pid());
        }
        tellState();
    }

    @Override
    public void died(Keeper keeper, Death death, Duration pause) {
        tell(keeper, death, "is started again" + (pause.isZero() ? "" : " in " + Console.seconds(pause) + " s"));
    }

    @Override
    public void gaveUp(Keeper keeper, Death death) {
        tell(keeper, death, "Whispra stops");
        ending.complete(Problem.FAILED);
    }

    private int supervise() throws InterruptedException {
        var control = ControlServer.start(data.run(), this);
        socket = control.socket().toString();
        try {
            writeState();
            start();
            return ending.join();
        } finally {
            ending.complete(Problem.FAILED);
            stop();
            control.close();
            stateFile.delete();
        }
    }

    private void start() throws InterruptedException {
        plan.external().forEach(part -> console.say("  " + part + " is run by somebody else"));
        await(embedded.start(), embedded::waitedFor);
        if (!ending.isDone()) {
            // A service that dies before it is ready is told by gaveUp, which ends the stack.
            await(services.start().exceptionallyCompose(_ -> ending.thenAccept(_ -> {})), services::waitedFor);
        }
        if (!ending.isDone()) {
            allStarted = true;
            writeState();
            console.say("Whispra is ready at " + plan.url());
            aside = plan.aside().get();
        }
    }

    private void stop() throws InterruptedException {
        console.say("Whispra stops");
        try {
            aside.close();
        } catch (Exception e) {
            console.problem(Problem.failed("what runs aside did not stop", e).line());
        }
        services.stop();
        embedded.stop();
        console.say("Whispra has stopped; the data stays in " + data.root());
    }

    /** Returns when the start is done, or everything is to end. */
    private void await(CompletableFuture<Void> start, Supplier<List<String>> waitedFor) throws InterruptedException {
        var begin = System.nanoTime();
        var either = CompletableFuture.anyOf(start, ending);
        while (true) {
            try {
                either.get(TELL.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException _) {
                var waited = Duration.ofNanos(System.nanoTime() - begin);
                console.say("  waiting for " + String.join(", ", waitedFor.get()) + " (" + waited.toSeconds() + " s)");
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Problem problem ? problem : new CompletionException(e.getCause());
            }
        }
    }

    private Part named(String name) {
        if (plan.external().stream().anyMatch(external -> external.equals(name))) {
            throw Problem.failed(name + " is run by somebody else");
        }
        var parts = Stream.concat(embedded.all().stream(), services.all().stream()).toList();
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.failed("there is no part '" + name + "'; there are "
                        + parts.stream().map(Part::name).collect(Collectors.joining(", "))));
    }

    private StackStatus stopped(String part) {
        console.say("  " + part + " is stopped; `deploy/whispra start " + part + "` starts it");
        return status();
    }

    private void tell(Keeper keeper, Death death, String next) {
        if (ending.isDone()) {
            return;
        }
        var name = keeper.blueprint().name();
        console.problem(name + " " + death.cause() + "; " + next + "; its log is " + data.log(name));
        console.quote(death.lastLines());
    }

    private StackStatus status() {
        var parts = new ArrayList<>(embedded.status());
        plan.external().forEach(name -> parts.add(new PartStatus(name, "external", null, null, null, 0, startedAt)));
        parts.addAll(services.status());
        return new StackStatus(state(), plan.url(), ProcessHandle.current().pid(), data.root().toString(), startedAt,
                parts);
    }

    private String state() {
        if (ending.isDone()) {
            return "stopping";
        }
        return !allStarted ? "starting" : embedded.areReady() && services.areReady() ? StackStatus.READY : "degraded";
    }

    /** It only informs; the stack goes on without, as on a full disk. */
    private void tellState() {
        try {
            writeState();
        } catch (Problem _) {
            // The next change tells it.
        }
    }

    private void writeState() {
        stateFile.write(new StateFile.State(socket, status()));
    }

    /** Ctrl-C, SIGTERM, or the end of the process after {@link #run()}, when there is nothing left to wait for. */
    private void endAtSignal() {
        ending.complete(0);
        try {
            ended.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
