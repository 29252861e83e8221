package io.whispra.embedded.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whose an extension instance is. */
final class Owner {
    private Owner() {}

    /** A suffix that no other instance has, on a server that may outlive this JVM. */
    static String newSuffix() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * Whether the test class that ended declares the extension itself, in a static field. One that is inherited from a base class, or seen from
     * a nested class, is still needed: by the next subclass, whose Spring context may be the cached one of the first.
     */
    static boolean isEnding(ExtensionContext context, Object extension) {
        return Arrays.stream(context.getRequiredTestClass().getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .filter(field -> field.getType().isInstance(extension))
                .anyMatch(field -> extension.equals(valueOf(field)));
    }

    private static @Nullable Object valueOf(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }
}
