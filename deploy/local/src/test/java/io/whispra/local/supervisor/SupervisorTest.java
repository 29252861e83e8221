package io.whispra.local.supervisor;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.whispra.local.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class SupervisorTest {
    /** A child notices at once, and is halted after two seconds. */
    private static final Duration ENDED = Duration.ofSeconds(20);

    @TempDir
    Path data;

    @Test
    void downStopsTheServicesThenTheStores() throws Exception {
        try (var stack = Running.start(data, "good", "good").untilReady()) {
            var service = stack.serviceProcess("good0");

            stack.client.stop(Running.LIMIT);

            assertThat(stack.exitCode()).isZero();
            assertThat(service.isAlive()).isFalse();
            assertThat(stack.said()).containsSubsequence("Whispra is ready at http://localhost:" + stack.base,
                    "aside ends", "store stops");
            assertThatExceptionOfType(Problem.class).isThrownBy(stack.client::status)
                    .satisfies(problem -> assertThat(problem.exitCode()).isEqualTo(Problem.NOT_RUNNING));
        }
    }

    @Test
    void aSignalStopsEverything() throws Exception {
        try (var stack = Running.start(data, "good").untilReady()) {
            var service = stack.serviceProcess("good0");

            stack.process.toHandle().destroy();

            assertThat(stack.exitCode()).isEqualTo(128 + 15);
            assertThat(service.isAlive()).isFalse();
            assertThat(stack.said()).contains("store stops");
            assertThat(Files.readString(data.resolve("logs/good0.log"))).contains("dummy stops");
        }
    }

    @Test
    void f24_aServiceOrAStoreThatDoesNotStopIsNotWaitedForForEver() throws Exception {
        try (var stack = Running.start(data, "stubborn").untilReady()) {
            var service = stack.serviceProcess("stubborn0");

            stack.client.stop(Running.LIMIT);

            assertThat(service.isAlive()).isFalse();
            assertThat(stack.exitCode()).isZero();
            assertThat(stack.said()).contains("whispra: store did not stop within 0 s");
        }
    }

    @Test
    void aServiceThatDiesAtTheStartEndsTheStackWithItsExitCodeAndItsLastWords() throws Exception {
        try (var stack = Running.start(data, "good", "dead")) {
            assertThat(stack.exitCode()).isEqualTo(Problem.FAILED);
            assertThat(stack.said())
                    .anyMatch(line -> line.startsWith("whispra: dead1 ended with exit code 7; Whispra stops"))
                    .contains("    | cannot live", "store stops")
                    .noneMatch(line -> line.contains("is ready at"));
        }
    }

    @Test
    void f1_aServiceThatIsKilledLaterIsStartedAgain() throws Exception {
        try (var stack = Running.start(data, "good", "good").untilReady()) {
            var killed = stack.serviceProcess("good0");
            var other = stack.serviceProcess("good1");

            killed.destroyForcibly();

            stack.until("good0 was killed by signal 9; is started again");
            await().atMost(Running.LIMIT).until(() -> stack.client.status().isReady());
            assertThat(stack.serviceProcess("good0").pid()).isNotEqualTo(killed.pid());
            assertThat(stack.part("good0").restarts()).isEqualTo(1);
            assertThat(stack.serviceProcess("good1").pid()).isEqualTo(other.pid());
        }
    }

    @Test
    void aServiceThatCannotLiveAnyMoreEndsTheStackAfterFiveTries() throws Exception {
        try (var stack = Running.start(data, "good").untilReady()) {
            Files.writeString(data.resolve("good.dead"), "");
            stack.serviceProcess("good0").destroyForcibly();

            assertThat(stack.exitCode()).isEqualTo(Problem.FAILED);
            assertThat(stack.said())
                    .anyMatch(line -> line.contains("good0 ended with exit code 7; Whispra stops"))
                    .filteredOn(line -> line.contains("good0 ended with exit code 7; is started again")).hasSize(4);
        }
    }

    @Test
    void restartReplacesOneProcessAndReturnsWhenItIsReady() throws Exception {
        try (var stack = Running.start(data, "good", "good").untilReady()) {
            var before = stack.serviceProcess("good0");
            var other = stack.serviceProcess("good1");

            var status = stack.client.restart("good0");

            assertThat(status.isReady()).isTrue();
            assertThat(before.isAlive()).isFalse();
            assertThat(stack.serviceProcess("good0").pid()).isNotEqualTo(before.pid());
            assertThat(stack.serviceProcess("good1").pid()).isEqualTo(other.pid());
            assertThat(stack.said()).noneMatch(line -> line.contains("started again"));
        }
    }

    @Test
    void anUnknownPartIsRefusedWithTheKnownOnes() throws Exception {
        try (var stack = Running.start(data, "good").untilReady()) {
            assertThatExceptionOfType(Problem.class).isThrownBy(() -> stack.client.restart("nobody"))
                    .withMessage("there is no part 'nobody'; there are store, good0");
            assertThatExceptionOfType(Problem.class).isThrownBy(() -> stack.client.stop("elsewhere"))
                    .withMessage("elsewhere is run by somebody else");
        }
    }

    @Test
    void restartOfAServiceThatCannotLiveAnyMoreTellsSo() throws Exception {
        try (var stack = Running.start(data, "good").untilReady()) {
            Files.writeString(data.resolve("good.dead"), "");

            assertThatExceptionOfType(Problem.class).isThrownBy(() -> stack.client.restart("good0"))
                    .withMessage("good0 ended with exit code 7");
        }
    }

    @Test
    void p7_noProcessOutlivesAKilledSupervisorAndTheNextStartSucceeds() throws Exception {
        List<ProcessHandle> services;
        int base;
        try (var stack = Running.start(data, "good", "stubborn").untilReady()) {
            base = stack.base;
            services = List.of(stack.serviceProcess("good0"), stack.serviceProcess("stubborn1"));

            stack.process.destroyForcibly();
            assertThat(stack.exitCode()).isEqualTo(128 + 9);
        }
        try (var again = Running.start(data, base, "good", "stubborn").untilReady()) {
            assertThat(services).allSatisfy(it -> assertThat(it.onExit()).succeedsWithin(ENDED));
            assertThat(again.client.status().isReady()).isTrue();
        }
    }

    @Test
    void aSecondStackOnTheSameFolderIsRefused() throws Exception {
        try (var stack = Running.start(data, "good").untilReady();
                var second = Running.start(data, stack.base + 50, "good")) {
            assertThat(second.exitCode()).isEqualTo(Problem.FAILED);
            assertThat(second.said()).singleElement().asString()
                    .startsWith("whispra: Whispra is already running on " + data);
            assertThat(stack.client.status().isReady()).isTrue();
        }
    }

    @Test
    void aTakenPortIsNamedWithItsUserAndTheWayOut() throws Exception {
        var base = Running.freeBase();
        try (var taken = new ServerSocket(base + 101, 1, InetAddress.getLoopbackAddress());
                var stack = Running.start(data, base, "good")) {
            assertThat(stack.exitCode()).isEqualTo(Problem.FAILED);
            assertThat(stack.said()).singleElement().asString()
                    .startsWith("whispra: port " + taken.getLocalPort() + ", for good0, is in use")
                    .contains("--port or WHISPRA_PORT");
        }
    }

    @Test
    void aFolderThatIsTooDeepForASocketWorksAsWell() throws Exception {
        var deep = IntStream.range(0, 10).boxed().reduce(data, (path, i) -> path.resolve("deep-folder-" + i),
                (a, _) -> a);
        try (var stack = Running.start(deep, "good").untilReady()) {
            assertThat(stack.client.status().isReady()).isTrue();
            stack.client.stop(Running.LIMIT);
        }
    }

    @Test
    void whatAServiceSaysIsInItsLog() throws Exception {
        try (var stack = Running.start(data, "good").untilReady()) {
            assertThat(Files.readString(data.resolve("logs/good0.log"))).contains("dummy starts");
            stack.client.stop(Running.LIMIT);
        }
    }

    @Test
    void aLeftOverStateFileIsNotARunningStack() throws Exception {
        try (var stack = Running.start(data, "good").untilReady()) {
            stack.process.destroyForcibly().waitFor();

            assertThat(data.resolve("run/state.json")).exists();
            assertThatExceptionOfType(Problem.class).isThrownBy(stack.client::status)
                    .satisfies(problem -> assertThat(problem.exitCode()).isEqualTo(Problem.NOT_RUNNING));
        }
    }
}
