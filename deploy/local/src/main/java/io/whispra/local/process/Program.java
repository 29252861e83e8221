package io.whispra.local.process;

import java.util.List;
import java.util.Map;

/**
 * What is executed.
 *
 * @param command     the executable and its arguments
 * @param environment what is added to the environment of this process, over what has the same name
 */
public record Program(List<String> command, Map<String, String> environment) {

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
