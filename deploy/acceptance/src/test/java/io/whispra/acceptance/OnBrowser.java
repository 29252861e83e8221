package io.whispra.acceptance;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Gives a test class the browser; the first one starts it, and it ends after the last. Pages are left after each test, with a picture of a failure. */
final class OnBrowser implements BeforeAllCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(OnBrowser.class);

    private final List<Page> pages = new ArrayList<>();
    private @Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(Browser.isThere(), "CHROMIUM must name a browser on this machine");
        browser = context.getRoot().getStore(NAMESPACE).computeIfAbsent(Browser.class, _ -> Browser.start(),
                Browser.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var name = context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName();
        for (var i = 0; i < pages.size(); i++) {
            if (context.getExecutionException().isPresent()) {
                pages.get(i).screenshot(name.replaceAll("[^A-Za-z0-9.]+", "-") + (i + 1));
            }
            pages.get(i).close();
        }
        pages.clear();
    }

    Page visit(URI base, Look look) {
        var page = Objects.requireNonNull(browser).visit(base, look);
        pages.add(page);
        return page;
    }
}
