package io.whispra.acceptance;

import java.net.URI;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Gives a test class the deployment; the first one starts it, and it is stopped after the last. */
public final class OnStack implements BeforeAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(OnStack.class);

    private @org.jspecify.annotations.Nullable Stack stack;

    @Override
    public void beforeAll(ExtensionContext context) {
        stack = context.getRoot().getStore(NAMESPACE).computeIfAbsent(Stack.class, _ -> Stack.start(), Stack.class);
    }

    Stack stack() {
        return java.util.Objects.requireNonNull(stack);
    }

    public URI base() {
        return stack().base();
    }

    /** For tokens like those of this person; on the local stack only. */
    Forge forge(Person victim) {
        return new Forge(stack().local().signingKeys().toFile(), stack().local().base().toString(), victim);
    }

    Person person(String name) {
        return Person.register(base(), name);
    }
}
