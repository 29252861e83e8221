package io.whispra.acceptance.check;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.whispra.acceptance.stack.LocalStack;

/**
 * {@code deploy/whispra check}: starts a stack of its own in a folder of its own, checks it, and stops it. Exit code 0 if every invariant
 * held, 1 if one did not, 2 if it was asked for something that does not exist.
 */
public final class Check {

    private static final int USAGE = 2;

    private Check() {}

    /** The system property {@code whispra.home} names the repository. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        var home = Path.of(System.getProperty("whispra.home", "."));
        try {
            var settings = Settings.parse(List.of(arguments), home.resolve("deploy/acceptance/target/check"));
            System.exit(check(home, settings, System.out) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("whispra: " + e.getMessage() + "; see `deploy/whispra help`");
            System.exit(USAGE);
        }
    }

    /**
     * Checks a running stack for a minute, with faults.
     *
     * @param progress is told what breaks
     * @return the report, whose last line says whether everything held
     */
    public static List<String> slice(LocalStack stack, Consumer<String> progress) throws InterruptedException {
        var settings = Settings.parse(List.of("--faults", "--minutes", "1", "--seed", "20"), Path.of(""));
        var report = new Run(stack, settings, progress).run();
        report.lines().forEach(progress);
        return report.lines();
    }

    private static boolean check(Path home, Settings settings, PrintStream out)
            throws InterruptedException, IOException {
        var data = settings.data().toAbsolutePath();
        delete(data);
        var stack = new LocalStack(home.resolve("deploy/whispra"),
                new LocalStack.Size(settings.gateways(), settings.messageServices()), settings.port(), data, Map.of());
        var began = System.nanoTime();
        stack.up();
        try {
            var report = new Run(stack, settings, line -> out.printf("%6.1f s  %s%n", (System.nanoTime() - began) / 1e9,
                    line)).run();
            report.lines().forEach(out::println);
            var journal = data.resolveSibling(data.getFileName() + ".jsonl");
            Journal.write(report.evidence(), journal);
            out.println("all that was seen is in " + journal);
            return report.holds();
        } finally {
            stack.down();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
