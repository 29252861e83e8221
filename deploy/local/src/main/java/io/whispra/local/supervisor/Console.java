package io.whispra.local.supervisor;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the user of {@code up} sees: a line per event. */
public final class Console {

    private static final int WIDTH = 200;

    private final PrintStream out;
    private final PrintStream err;

    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Something that is as it should be. */
    public void say(String line) {
        out.println(line);
    }

    /** Something that is not. */
    public void problem(String line) {
        err.println("whispra: " + line);
    }

    /** Lines that explain the problem before them. */
    void quote(List<String> lines) {
        lines.forEach(line -> err.println("    | " + (line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line)));
    }

    void ready(String part, Duration took, String where) {
        say(String.format(Locale.ROOT, "  %-18s ready %5s s   %s", part, seconds(took), where));
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1_000.0);
    }
}
