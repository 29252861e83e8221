package io.whispra.embedded.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScratchTest {
    private static final long BEYOND_ANY_PID = 999_999_999_999L;

    @Test
    void removesWhatDeadProcessesLeftAndNothingOfLivingOnes() throws IOException {
        Path mine = Scratch.directory("mine");
        Path theirs = Files.createTempDirectory("whispra-test-" + BEYOND_ANY_PID + "-kafka-");
        Files.writeString(theirs.resolve("file"), "left");
        Files.delete(Scratch.directory("next"));
        assertThat(theirs).doesNotExist();
        assertThat(mine).exists();
        Files.delete(mine);
    }
}
