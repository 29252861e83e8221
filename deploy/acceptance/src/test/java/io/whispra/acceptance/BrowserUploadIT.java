package io.whispra.acceptance;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Files go up and are shown in a real browser, on a page of Whispra's own with its content security policy, and the storage is
 * another origin.
 */
class BrowserUploadIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    private static @Nullable Browser browser;
    private static @Nullable Page page;

    @BeforeAll
    static void open() {
        assumeTrue(Browser.isThere(), "CHROMIUM must name a browser on this machine");
        browser = Browser.start();
        page = browser.visit(whispra.base(), Look.DESKTOP).go("/docs");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void straightToTheStorageOnceAndIsShown(Shown shown) {
        var outcome = shown.upload(requireNonNull(page), whispra.person("Ana"), Shown.DIRECT);
        assertThat(outcome.path("first").asInt()).isEqualTo(200);
        assertThat(outcome.path("again").asInt()).isEqualTo(412);
    }

    @ParameterizedTest
    @EnumSource
    void throughTheGatewayAndIsShown(Shown shown) {
        shown.upload(requireNonNull(page), whispra.person("Ana"), Shown.MULTIPART);
    }

    @Test
    void smallerImagesComeWithABlurredOneToShowAtOnce() {
        var attachment = Shown.IMAGE.upload(requireNonNull(page), whispra.person("Ana"), Shown.MULTIPART)
                .path("attachment");
        assertThat(attachment.path("blurhash").asString()).isNotEmpty();
        assertThat(attachment.path("variants").path("small").path("width").asInt()).isEqualTo(320);
    }
}
