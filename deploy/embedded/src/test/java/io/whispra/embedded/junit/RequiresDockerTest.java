package io.whispra.embedded.junit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.platform.testkit.engine.EngineTestKit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

@DisabledIfSystemProperty(named = Docker.PROPERTY, matches = "true", disabledReason = "shows what happens without")
class RequiresDockerTest {
    @Test
    void whatNeedsTheRealServersIsSkippedAndSaysHowToRunIt() {
        var skipped = EngineTestKit.engine("junit-jupiter").selectors(selectClass(Real.class)).execute().allEvents()
                .skipped();
        assertThat(skipped.stream()).singleElement()
                .satisfies(
                        event -> assertThat(event.getRequiredPayload(String.class)).contains("./mvnw verify -Pdocker"));
    }

    @RequiresDocker
    static class Real {
        @Test
        void doesNotRun() {
            fail("without " + Docker.PROPERTY);
        }
    }
}
