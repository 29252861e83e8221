package io.whispra.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

import io.whispra.local.problem.Problem;

import static java.util.Objects.requireNonNull;

/**
 * A service's executable jar, unpacked: it starts sooner so, and a build does not change it beneath a running service.
 * Unpacked jars are kept beside the original, under what they contain, so that each is unpacked once.
 *
 * @param folder    of the unpacked jar
 * @param mainClass what it starts
 */
record ServiceJar(Path folder, String mainClass) {

    private static final String NAME = "service.jar";

    /** The one in use and the one before it. */
    private static final int KEPT = 2;

    /** Instances of a service that start side by side unpack its jar once. */
    private static final Map<Service, Object> TURNS = Arrays.stream(Service.values())
            .collect(Collectors.toUnmodifiableMap(service -> service, _ -> new Object()));

    /**
     * Finds the newest jar and unpacks it if it is not yet.
     *
     * @param home the repository
     * @param java the executable
     */
    static ServiceJar of(Path home, Service service, Path java) {
        var target = home.resolve(service.folder()).resolve("target");
        try {
            var jar = newest(target, service);
            var unpacked = target.resolve("unpacked").resolve(fingerprint(jar));
            synchronized (requireNonNull(TURNS.get(service))) {
                if (Files.notExists(unpacked)) {
                    unpack(jar, unpacked, java);
                    removeOld(target.resolve("unpacked"));
                }
            }
            return new ServiceJar(unpacked, mainClass(unpacked.resolve(NAME)));
        } catch (IOException e) {
            throw Problem.failed("the jar of the " + service.folder() + " cannot be unpacked in " + target, e);
        }
    }

    /** Names its libraries itself. */
    Path classPath() {
        return folder.resolve(NAME);
    }

    private static Path newest(Path target, Service service) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                var jars = files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                        .sorted(Comparator.reverseOrder())
                        .toList();
                if (!jars.isEmpty()) {
                    return jars.getFirst();
                }
            }
        }
        throw Problem.failed("the " + service.folder() + " is not built; `deploy/whispra up` builds it");
    }

    /** Of the names and checksums of all entries: the file's time says nothing in a reproducible build. */
    private static String fingerprint(Path jar) throws IOException {
        var sum = new CRC32();
        try (var zip = new ZipFile(jar.toFile())) {
            zip.stream().forEach(entry -> sum.update((entry.getName() + ":" + entry.getCrc() + ":" + entry.getSize())
                    .getBytes(StandardCharsets.UTF_8)));
        }
        return Files.size(jar) + "-" + Long.toHexString(sum.getValue());
    }

    /** By way of a folder of its own, so that an interrupted run leaves nothing that looks whole. */
    private static void unpack(Path jar, Path unpacked, Path java) throws IOException {
        Files.createDirectories(unpacked.getParent());
        var work = Files.createTempDirectory(unpacked.getParent(), ".new");
        var process = new ProcessBuilder(List.of(java.toString(), "-Djarmode=tools", "-jar", jar.toString(), "extract",
                "--destination", work.resolve("jar").toString(), "--application-filename", NAME))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try {
            Files.move(work.resolve("jar"), unpacked);
        } catch (FileSystemException e) {
            // Another stack of the same repository was sooner; what it unpacked is the same.
            if (Files.notExists(unpacked)) {
                throw e;
            }
        }
        delete(work);
    }

    private static void removeOld(Path folder) throws IOException {
        List<Path> old;
        try (Stream<Path> all = Files.list(folder)) {
            old = all.sorted(Comparator.comparingLong(ServiceJar::changed).reversed()).skip(KEPT).toList();
        }
        for (var each : old) {
            delete(each);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static long changed(Path file) {
        return file.toFile().lastModified();
    }

    private static String mainClass(Path jar) throws IOException {
        try (var opened = new JarFile(jar.toFile())) {
            return opened.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        }
    }
}
