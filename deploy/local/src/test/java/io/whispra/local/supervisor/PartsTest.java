package io.whispra.local.supervisor;

import java.nio.file.Files;
import java.nio.file.Path;

import io.whispra.local.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Parts that are stopped and started alone, and those that are killed. */
class PartsTest {

    @TempDir
    Path data;

    @Test
    void aStoppedServiceStaysSoUntilItIsStarted() throws Exception {
        try (var stack = Running.start(data, "good", "good").untilReady()) {
            var before = stack.serviceProcess("good0");

            var stopped = stack.client.stop("good0");

            assertThat(stopped.state()).isEqualTo("degraded");
            assertThat(stack.part("good0")).returns("stopped", part -> part.state()).returns(null, part -> part.pid());
            assertThat(before.isAlive()).isFalse();
            // Longer than the pause before any other start.
            stack.client.restart("good1");
            assertThat(stack.part("good0").state()).isEqualTo("stopped");
            assertThatExceptionOfType(Problem.class).isThrownBy(() -> stack.client.restart("good0"))
                    .withMessage("good0 is stopped; `deploy/whispra start good0` starts it");

            assertThat(stack.client.start("good0").isReady()).isTrue();
            assertThat(stack.serviceProcess("good0").isAlive()).isTrue();
            assertThat(stack.said()).contains("  good0 is stopped; `deploy/whispra start good0` starts it")
                    .noneMatch(line -> line.contains("is started again"));
        }
    }

    @Test
    void stoppingWhatIsStoppedAndStartingWhatRunsChangesNothing() throws Exception {
        try (var stack = Running.start(data, "good").untilReady()) {
            var service = stack.serviceProcess("good0");
            assertThat(stack.client.start("good0").isReady()).isTrue();
            assertThat(stack.client.start("store").isReady()).isTrue();
            assertThat(stack.serviceProcess("good0").pid()).isEqualTo(service.pid());

            stack.client.stop("good0");
            stack.client.stop("store");
            var since = stack.client.status().parts();

            assertThat(stack.client.stop("good0").parts()).isEqualTo(since);
            assertThat(stack.client.stop("store").parts()).isEqualTo(since);
            assertThat(stack.said()).filteredOn("store stops"::equals).hasSize(1);
        }
    }

    @Test
    void aStoppedServiceIsNotStartedByTheEndOfAPause() throws Exception {
        try (var stack = Running.start(data, "good").untilReady()) {
            Files.writeString(data.resolve("good.slow"), "");
            stack.serviceProcess("good0").destroyForcibly();
            stack.until("good0 was killed by signal 9; is started again");

            stack.client.stop("good0");

            assertThat(stack.part("good0").state()).isEqualTo("stopped");
            Files.delete(data.resolve("good.slow"));
            assertThat(stack.client.start("good0").isReady()).isTrue();
        }
    }

    @Test
    void aStoppedStoreStaysSoUntilItIsStarted() throws Exception {
        try (var stack = Running.start(data, "good").untilReady()) {
            var service = stack.serviceProcess("good0");

            assertThat(stack.client.stop("store").state()).isEqualTo("degraded");
            assertThat(stack.part("store").state()).isEqualTo("stopped");
            assertThat(stack.said()).contains("store stops");
            assertThatExceptionOfType(Problem.class).isThrownBy(() -> stack.client.restart("store"))
                    .withMessage("store is stopped; `deploy/whispra start store` starts it");

            assertThat(stack.client.start("store").isReady()).isTrue();
            assertThat(stack.part("store").restarts()).isEqualTo(1);
            assertThat(stack.serviceProcess("good0").pid()).isEqualTo(service.pid());
            assertThat(stack.client.restart("store").isReady()).isTrue();
            assertThat(stack.part("store").restarts()).isEqualTo(2);
        }
    }

    @Test
    void aStoreThatCannotBeStartedAgainIsToldAndTheStackGoesOn() throws Exception {
        try (var stack = Running.start(data, "good").untilReady()) {
            stack.client.stop("store");
            Files.writeString(data.resolve("store.dead"), "");

            assertThatExceptionOfType(Problem.class).isThrownBy(() -> stack.client.start("store"))
                    .withMessage("store cannot be started: the store is dead");
            assertThat(stack.part("store").state()).isEqualTo("stopped");

            Files.delete(data.resolve("store.dead"));
            assertThat(stack.client.start("store").isReady()).isTrue();
        }
    }

    @Test
    void f13_aBrokerThatGivesUpWhileItIsStoppedDoesNotEndTheStack() throws Exception {
        try (var stack = Running.start(data, "good", "hasty").untilReady()) {
            stack.client.stop("store");

            assertThat(stack.client.start("store").isReady()).isTrue();
            assertThat(stack.said()).noneMatch(line -> line.contains("gave up"));
        }
    }

    @Test
    void f24_aBrokerThatGivesUpOtherwiseEndsTheStackInOrder() throws Exception {
        try (var stack = Running.start(data, "good", "tired")) {
            assertThat(stack.exitCode()).isEqualTo(Problem.FAILED);
            assertThat(stack.said()).containsSubsequence("whispra: store gave up", "aside ends", "store stops");
        }
    }

    @Test
    void aStackWithStoppedPartsEndsAsAnyOther() throws Exception {
        try (var stack = Running.start(data, "good", "good").untilReady()) {
            stack.client.stop("good0");
            stack.client.stop("store");

            stack.client.stop(Running.LIMIT);

            assertThat(stack.exitCode()).isZero();
        }
    }

    @Test
    void f1_aServiceThatIsKilledWhileItStartsAgainEndsNothing() throws Exception {
        try (var stack = Running.start(data, "good").untilReady()) {
            Files.writeString(data.resolve("good.slow"), "");
            for (var i = 0; i < 8; i++) {
                untilBorn(stack, i).destroyForcibly();
            }
            var last = untilBorn(stack, 8);
            Files.delete(data.resolve("good.slow"));
            last.destroyForcibly();

            await().atMost(Running.LIMIT).until(() -> stack.client.status().isReady());
            assertThat(stack.part("good0").restarts()).isEqualTo(9);
        }
    }

    private static ProcessHandle untilBorn(Running stack, int restarts) {
        await().atMost(Running.LIMIT).until(
                () -> stack.part("good0").restarts() == restarts && stack.part("good0").pid() != null);
        return stack.serviceProcess("good0");
    }
}
