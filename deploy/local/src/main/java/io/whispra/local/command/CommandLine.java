package io.whispra.local.command;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.whispra.local.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A command with its options, as typed: options win over the environment, which wins over the defaults. */
public record CommandLine(Command command, Options options) {

    /** Flags that belong to the script, which has acted on them before it starts Java. */
    private static final Set<String> FLAGS = Set.of("--detach", "--json", "--follow", "--rebuild", "--help");
    private static final Map<String, String> SHORT = Map.of("-f", "--follow", "-h", "--help");
    private static final Map<String, String> VALUES = Map.of(
            "--port", "WHISPRA_PORT", "--data", "WHISPRA_DATA", "--memory", "WHISPRA_MEMORY",
            "--min-free", "WHISPRA_MIN_FREE", "--gateways", "WHISPRA_GATEWAYS",
            "--message-services", "WHISPRA_MESSAGE_SERVICES");

    /**
     * Reads what was typed.
     *
     * @param home the repository, where the data folder is by default
     * @throws Problem with the exit code for usage if it cannot be understood
     */
    public static CommandLine parse(List<String> arguments, Map<String, String> environment, Path home) {
        var typed = Typed.of(arguments);
        var command = command(typed);
        typed.refuseWhatIsLeft();
        return new CommandLine(command, new Options(
                number("port", typed.value("--port", environment), Options.DEFAULT_PORT),
                new Scale(
                        number("number of gateways", typed.value("--gateways", environment), Scale.DEFAULT.gateways()),
                        number("number of message services", typed.value("--message-services", environment),
                                Scale.DEFAULT.messageServices())),
                typed.data(environment, home),
                orDefault(typed.value("--memory", environment), Options.DEFAULT_MEMORY),
                orDefault(typed.value("--min-free", environment), Options.DEFAULT_MIN_FREE)));
    }

    private static Command command(Typed typed) {
        if (typed.flag("--help")) {
            typed.words.clear();
            return new Command.Help();
        }
        var name = typed.words.poll();
        return switch (name) {
            case null -> new Command.Help();
            case "help" -> new Command.Help();
            case "up" -> new Command.Up(typed.flag("--detach"));
            case "status" -> new Command.Status(typed.flag("--json"));
            case "logs" -> new Command.Logs(typed.words.poll(), typed.flag("--follow"));
            case "restart" -> new Command.Restart(typed.needed("restart needs the name of a part"));
            case "stop" -> new Command.Stop(typed.needed("stop needs the name of a part; `down` stops everything"));
            case "start" -> new Command.Start(typed.needed("start needs the name of a part; `up` starts everything"));
            case "down" -> new Command.Down();
            case "demo" -> new Command.Demo();
            default -> throw Problem.usage("there is no command '" + name + "'");
        };
    }

    private static int number(String what, @Nullable String value, int byDefault) {
        try {
            return value == null ? byDefault : Integer.parseInt(value);
        } catch (NumberFormatException _) {
            throw Problem.usage("the " + what + " is '" + value + "', but must be a number");
        }
    }

    private static String orDefault(@Nullable String value, String byDefault) {
        return value == null ? byDefault : value;
    }

    /** The arguments, sorted into words, flags and options with a value. */
    private record Typed(Deque<String> words, Set<String> flags, Map<String, String> values) {

        static Typed of(List<String> arguments) {
            var typed = new Typed(new ArrayDeque<>(), new HashSet<>(), new HashMap<>());
            var left = new ArrayDeque<>(arguments);
            while (!left.isEmpty()) {
                typed.sort(left.remove(), left);
            }
            typed.flags.remove("--rebuild");
            return typed;
        }

        private void sort(String typed, Deque<String> left) {
            var equals = typed.startsWith("--") ? typed.indexOf('=') : -1;
            var argument = equals < 0 ? SHORT.getOrDefault(typed, typed) : typed.substring(0, equals);
            if (VALUES.containsKey(argument)) {
                var value = equals < 0 ? left.poll() : typed.substring(equals + 1);
                if (value == null || value.isEmpty()) {
                    throw Problem.usage(argument + " needs a value");
                }
                values.put(argument, value);
            } else if (equals < 0 && FLAGS.contains(argument)) {
                flags.add(argument);
            } else if (argument.startsWith("-")) {
                throw Problem.usage("there is no option '" + typed + "'");
            } else {
                words.add(argument);
            }
        }

        boolean flag(String flag) {
            return flags.remove(flag);
        }

        String needed(String otherwise) {
            var word = words.poll();
            if (word == null) {
                throw Problem.usage(otherwise);
            }
            return word;
        }

        @Nullable
        String value(String option, Map<String, String> environment) {
            var typed = values.get(option);
            var set = environment.get(VALUES.get(option));
            return typed != null ? typed : set == null || set.isBlank() ? null : set;
        }

        Path data(Map<String, String> environment, Path home) {
            var value = value("--data", environment);
            return value == null ? home.resolve(".whispra") : Path.of(value);
        }

        void refuseWhatIsLeft() {
            var left = new ArrayList<>(words);
            left.addAll(flags);
            if (!left.isEmpty()) {
                throw Problem.usage("'" + String.join(" ", left) + "' does not belong to this command");
            }
        }
    }
}
