package io.whispra.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.whispra.local.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataFolderTest {

    @TempDir
    Path temporary;

    @Test
    void foldersAreForTheirOwnerOnly() throws Exception {
        var data = new DataFolder(temporary.resolve("new/data"));

        data.prepare();
        data.prepare();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.root()))).isEqualTo("rwx------");
        assertThat(data.secrets()).isDirectory();
    }

    @Test
    void aFileInItsPlaceIsOneClearLine() throws Exception {
        var file = Files.writeString(temporary.resolve("data"), "");

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> new DataFolder(file).prepare())
                .withMessageContaining("the data folder %s cannot be written", file)
                .satisfies(problem -> assertThat(problem.line().lines()).hasSize(1));
    }

    @Test
    void f24_tooLittleFreeSpaceIsOneClearLine() {
        var data = new DataFolder(temporary);

        data.requireSpace(1);
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> data.requireSpace(Long.MAX_VALUE))
                .withMessageContaining("MiB are free for %s", temporary)
                .satisfies(problem -> assertThat(problem.line().lines()).hasSize(1));
    }

    @Test
    void itIsClaimedOnceAtATime() throws Exception {
        var data = new DataFolder(temporary);
        data.prepare();

        try (var claim = data.claim()) {
            assertThat(claim.isOpen()).isTrue();
            assertThatExceptionOfType(Problem.class).isThrownBy(data::claim)
                    .withMessageContaining("Whispra is already running on %s", temporary);
        }
        try (var claim = data.claim()) {
            assertThat(claim.isOpen()).isTrue();
        }
    }

    @Test
    void aNewEpochIsDemandedUntilItHasCome() throws Exception {
        var data = new DataFolder(temporary);
        Files.createDirectories(data.mongodb().getParent());
        assertThat(data.isNewEpochDemanded()).isFalse();

        data.demandNewEpoch();
        assertThat(data.isNewEpochDemanded()).isTrue();

        data.epochHasChanged();
        assertThat(data.isNewEpochDemanded()).isFalse();
    }
}
