package io.whispra.local.stack;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What the JVM remembers of an earlier start (JEP 483, 514, 515): loaded classes and profiles. It is good for exactly one JVM,
 * class path and set of options; its name says which.
 *
 * @param file whether it exists or not
 */
public record AotCache(Path file) {

    /** The cache for a command that starts with the given options and class path. */
    static AotCache of(Path folder, List<String> jvmOptions, List<Path> classPath) {
        var sum = new CRC32();
        var parts = new ArrayList<>(jvmOptions);
        parts.add(Runtime.version().toString());
        classPath.forEach(jar -> parts.add(jar + ":" + jar.toFile().length() + ":" + jar.toFile().lastModified()));
        sum.update(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        return new AotCache(folder.resolve("start-" + Long.toHexString(sum.getValue()) + ".aot"));
    }

    static String classPath(List<Path> jars) {
        return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** For a start that uses it; none if there is no cache. */
    List<String> use() {
        return exists() ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /** For a start that ends as soon as everything is set up, and leaves what it did in that file. */
    static List<String> record(Path recording) {
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording, "-Dspring.context.exit=onRefresh");
    }

    /** For a JVM that runs nothing, and makes a cache of a recording. */
    static List<String> make(Path recording, Path made) {
        return List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recording, "-XX:AOTCache=" + made);
    }
}
