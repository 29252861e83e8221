package io.whispra.acceptance;

import io.whispra.acceptance.check.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A slice of the checker: all invariants, while parts are killed, paused and stopped. */
class CheckIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    /** F1, F2, F6, F11, F13, F14 in turn, as the seed has it; I1 to I9. */
    @Test
    void everyInvariantHoldsWhilePartsAreKilledPausedAndStopped() throws InterruptedException {
        assumeTrue(Stack.isLocal(), "Processes can be killed on the local stack only");
        var lines = Check.slice(whispra.stack().local(), System.out::println);
        assertThat(lines.getLast()).startsWith("everything held through");
    }
}
