package io.whispra.acceptance.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is checked.
 *
 * @param time            for how long people chat and things break; default 1 minute, at most a day
 * @param seed            of everything that is left to chance; default 1
 * @param faults          whether things break
 * @param port            first port of the stack that is started for it; default 28080
 * @param gateways        1 to 8, default 2
 * @param messageServices 1 to 8, default 2
 * @param people          6 to 200, default 12
 * @param rooms           1 to 100, default 6
 * @param rate            messages a second of each person in each room; default 1
 * @param data            where the stack and the report's details go
 */
record Settings(Duration time, long seed, boolean faults, int port, int gateways, int messageServices, int people,
        int rooms, double rate, Path data) {

    private static final Set<String> NAMES = Set.of("--minutes", "--seed", "--port", "--gateways", "--message-services",
            "--people", "--rooms", "--rate", "--data");

    Settings {
        require(!time.isNegative() && !time.isZero() && time.compareTo(Duration.ofDays(1)) <= 0,
                "--minutes must be more than 0 and at most 1440");
        require(port >= 1024 && port <= 32_000, "--port must be between 1024 and 32000");
        require(gateways >= 1 && gateways <= 8, "--gateways must be between 1 and 8");
        require(messageServices >= 1 && messageServices <= 8, "--message-services must be between 1 and 8");
        require(people >= 6 && people <= 200, "--people must be between 6 and 200");
        require(rooms >= 1 && rooms <= 100, "--rooms must be between 1 and 100");
        require(rate > 0 && rate <= 100, "--rate must be more than 0 and at most 100");
    }

    /** Reads what was typed; fails with an {@link IllegalArgumentException} that says what is wrong. */
    static Settings parse(List<String> arguments, Path data) {
        var values = new HashMap<String, String>();
        var faults = false;
        var left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            var name = left.remove();
            if (name.equals("--faults")) {
                faults = true;
            } else {
                require(NAMES.contains(name), "there is no option '" + name + "'");
                values.put(name, Optional.ofNullable(left.poll())
                        .orElseThrow(() -> new IllegalArgumentException(name + " needs a value")));
            }
        }
        return new Settings(Duration.ofMillis((long) (number(values, "--minutes", 1) * 60_000)),
                (long) number(values, "--seed", 1), faults, (int) number(values, "--port", 28_080),
                (int) number(values, "--gateways", 2), (int) number(values, "--message-services", 2),
                (int) number(values, "--people", 12), (int) number(values, "--rooms", 6), number(values, "--rate", 1),
                Optional.ofNullable(values.get("--data")).map(Path::of).orElse(data));
    }

    private static double number(Map<String, String> values, String name, double otherwise) {
        var value = values.get(name);
        try {
            return value == null ? otherwise : Double.parseDouble(value);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(name + " is '" + value + "', but must be a number");
        }
    }

    private static void require(boolean fact, String otherwise) {
        if (!fact) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
