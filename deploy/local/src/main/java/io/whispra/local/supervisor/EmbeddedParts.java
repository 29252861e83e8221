package io.whispra.local.supervisor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

import io.whispra.local.control.PartStatus;
import io.whispra.local.problem.Problem;
import io.whispra.local.process.Embedded;

/** The servers inside this process: started side by side, stopped one after the other. */
final class EmbeddedParts {

    private final List<EmbeddedPart> parts;
    private final Console console;

    EmbeddedParts(List<Embedded> embedded, Function<Embedded, EmbeddedPart> toPart, Console console) {
        this.parts = embedded.stream().map(toPart).toList();
        this.console = console;
    }

    List<EmbeddedPart> all() {
        return parts;
    }

    /** Done when all serve; fails with a {@link Problem} when one cannot. */
    CompletableFuture<Void> start() {
        return CompletableFuture.allOf(parts.stream().map(EmbeddedPart::start).toArray(CompletableFuture[]::new));
    }

    /** Those that do not serve yet. */
    List<String> waitedFor() {
        return parts.stream().filter(part -> !part.isReady()).map(EmbeddedPart::name).toList();
    }

    boolean areReady() {
        return parts.stream().allMatch(EmbeddedPart::isReady);
    }

    /** Whether this is the name of one that is to serve. */
    boolean isWanted(String name) {
        return parts.stream().anyMatch(part -> part.name().equals(name) && part.isWanted());
    }

    List<PartStatus> status() {
        return parts.stream().map(EmbeddedPart::status).toList();
    }

    /** Stops what was started, the last first. A broken server may not stop; it ends with the process. */
    void stop() {
        for (var part : parts.reversed()) {
            try {
                part.stop().join();
            } catch (CompletionException e) {
                console.problem(e.getCause() instanceof Problem problem ? problem.line() : part.name() + ": " + e);
            }
        }
    }
}
