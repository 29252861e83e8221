package io.whispra.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The jar of a class of ours. */
record OwnClasses(Class<?> member, Path jar) {

    private static final String SUFFIX = ".class";

    static OwnClasses with(Class<?> member) {
        try {
            return new OwnClasses(member, Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a jar's location is a URI", e);
        }
    }

    /** Loads all of them: a build may replace the jar while this process runs, and it has to end well even then. */
    void load() {
        try (var opened = new JarFile(jar.toFile())) {
            opened.stream().map(JarEntry::getName).filter(name -> name.endsWith(SUFFIX)).forEach(this::load);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(String entry) {
        var name = entry.substring(0, entry.length() - SUFFIX.length()).replace('/', '.');
        try {
            Class.forName(name, false, member.getClassLoader());
        } catch (ClassNotFoundException | LinkageError _) {
            // It is for tests, or for a library that is not here: nothing that is needed.
        }
    }
}
