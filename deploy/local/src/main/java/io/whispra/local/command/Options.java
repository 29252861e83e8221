package io.whispra.local.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

import io.whispra.local.problem.Problem;

/**
 * What every command may be told.
 *
 * @param port   the first of the block of ports, 1024 to 32000 (above lie the ports that systems give away); default 8080
 * @param scale  how many of what there may be several
 * @param data   the folder that holds everything that the stack keeps; default {@code .whispra} in the repository
 * @param memory the heap of each service in Java's notation, as {@code 256m}, at least 64m; default 256m
 * @param minFree the free space that the data folder needs at the start, in the same notation; default 512m
 */
public record Options(int port, Scale scale, Path data, String memory, String minFree) {

    public static final int DEFAULT_PORT = 8080;
    public static final String DEFAULT_MEMORY = "256m";
    public static final String DEFAULT_MIN_FREE = "512m";

    private static final int LOWEST_PORT = 1024;
    private static final int HIGHEST_PORT = 32_000;
    private static final int MEBIBYTE = 20;
    private static final int GIBIBYTE = 30;
    private static final long LEAST_MEMORY = 64L << MEBIBYTE;
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,5}[mMgG]");

    public Options {
        if (port < LOWEST_PORT || port > HIGHEST_PORT) {
            throw Problem
                    .usage("the port is " + port + ", but must be between " + LOWEST_PORT + " and " + HIGHEST_PORT);
        }
        requireSize("memory", memory);
        requireSize("free space", minFree);
        if (bytes(memory) < LEAST_MEMORY) {
            throw Problem.usage("the memory is '" + memory + "', but must be at least 64m");
        }
        data = data.toAbsolutePath().normalize();
    }

    /** The free space that is needed, in bytes. */
    public long minFreeBytes() {
        return bytes(minFree);
    }

    private static long bytes(String size) {
        var number = Long.parseLong(size, 0, size.length() - 1, 10);
        return number << (size.toLowerCase(Locale.ROOT).endsWith("g") ? GIBIBYTE : MEBIBYTE);
    }

    private static void requireSize(String what, String size) {
        if (!SIZE.matcher(size).matches()) {
            throw Problem.usage("the " + what + " is '" + size + "', but must be a size as 256m or 1g");
        }
    }
}
