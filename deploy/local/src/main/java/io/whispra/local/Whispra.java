package io.whispra.local;

import java.nio.file.Path;
import java.util.List;

import io.whispra.local.command.Command;
import io.whispra.local.command.CommandLine;
import io.whispra.local.control.ControlClient;
import io.whispra.local.control.StateFile;
import io.whispra.local.demo.Demo;
import io.whispra.local.problem.Problem;
import io.whispra.local.stack.DataFolder;

/** What {@code deploy/whispra} starts, with the repository as the system property {@code whispra.home}. */
public final class Whispra {

    private Whispra() {}

    public static void main(String[] arguments) {
        System.exit(exitCode(List.of(arguments)));
    }

    private static int exitCode(List<String> arguments) {
        // As it is now: up gives the standard streams to what is embedded.
        var err = System.err;
        try {
            var home = Path.of(System.getProperty("whispra.home", ".")).toAbsolutePath().normalize();
            return run(CommandLine.parse(arguments, System.getenv(), home), home);
        } catch (Problem e) {
            err.println("whispra: " + e.line());
            return e.exitCode();
        }
    }

    private static int run(CommandLine line, Path home) {
        var data = new DataFolder(line.options().data());
        var client = new ControlClient(new StateFile(data.stateFile()), data.root().toString());
        var show = new Show(System.out);
        return switch (line.command()) {
            case Command.Up(var detach) -> detach
                    ? new Detached(data, client, System.out).up(line.options())
                    : new Up(home, data).run(line.options());
            case Command.Status(var json) -> show.status(client.status(), json);
            case Command.Logs logs -> show.logs(data.logs(), logs);
            case Command.Restart(var part) -> show.part(part, client.restart(part));
            case Command.Stop(var part) -> show.stopped(part, client);
            case Command.Start(var part) -> show.started(part, client);
            case Command.Down() -> show.stopped(client);
            case Command.Demo() -> Demo.on(client.status(), System.out);
            case Command.Help() -> show.usage();
        };
    }
}
