package io.whispra.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Sees what the class path must not show: libraries that lie under {@code META-INF/s3/} in this module. They come first,
 * then the class path. RATIONALE.md says why.
 */
final class ShelteredLoader extends ClassLoader {
    private static final String SHELTER = "META-INF/s3/";

    private final ClassLoader classPath;
    private final Set<String> guests;

    /**
     * A loader for sheltered libraries.
     *
     * @param guests names of classes of the class path that use them, and are therefore loaded here too
     */
    ShelteredLoader(ClassLoader classPath, Set<String> guests) {
        super(classPath);
        this.classPath = classPath;
        this.guests = Set.copyOf(guests);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            Class<?> own = loaded != null ? loaded : define(name);
            return own != null ? own : super.loadClass(name, resolve);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return classPath.getResource(SHELTER + name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return classPath.getResources(SHELTER + name);
    }

    private @Nullable Class<?> define(String name) {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = classPath.getResourceAsStream(guests.contains(name) ? file : SHELTER + file)) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
