package io.whispra.acceptance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a newcomer runs first. */
class DemoIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    @Test
    void theDemoSendsATextAnImageAVideoAndAPdf() {
        assumeTrue(Stack.isLocal(), "The demo looks for the local stack");
        assertThat(whispra.stack().local().demo())
                .contains("Hello Budi, do you see this?", "evening.png, 160 × 90", "evening.webm", "evening.pdf")
                .contains("every byte the same")
                .endsWith("All is as it should be.\n");
    }
}
