package io.whispra.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.whispra.local.process.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TrainingTest {

    /** Does what a JVM would: writes the file that its options name. */
    private static final String OBEDIENT = """
            for option; do
              case $option in
                -XX:AOTConfiguration=* | -XX:AOTCache=*) file=${option#*=} ;;
              esac
            done
            echo made > "$file"
            """;

    @TempDir
    Path folder;

    @Test
    void everyCacheThatIsMissingIsMade() throws Exception {
        var there = Files.writeString(folder.resolve("there.aot"), "old");
        var missing = folder.resolve("missing.aot");

        try (var _ = Training.start(List.of(lesson(there, OBEDIENT), lesson(missing, OBEDIENT)), log())) {
            await().until(() -> Files.exists(missing));
        }
        assertThat(there).hasContent("old");
        assertThat(missing).hasContent("made");
    }

    @Test
    void whatFailsLeavesNoCacheAndTheNextIsMadeAllTheSame() throws Exception {
        var failing = folder.resolve("failing.aot");
        var next = folder.resolve("next.aot");

        try (var _ = Training.start(List.of(lesson(failing, OBEDIENT + "exit 1"), lesson(next, OBEDIENT)), log())) {
            await().until(() -> Files.exists(next));
        }
        assertThat(failing).doesNotExist();
    }

    @Test
    void closingEndsWhatRuns() throws Exception {
        var pid = folder.resolve("pid");
        var training = Training.start(
                List.of(lesson(folder.resolve("never.aot"), "echo $$ > '" + pid + "'; exec sleep 300")), log());
        await().until(() -> Files.exists(pid) && Files.size(pid) > 0);
        var process = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        training.close();

        await().until(() -> !process.isAlive());
        assertThat(folder.resolve("never.aot")).doesNotExist();
    }

    private Training.Lesson lesson(Path cache, String script) {
        return new Training.Lesson(new AotCache(cache), options -> {
            var command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
            command.addAll(options);
            return new Program(command, Map.of());
        });
    }

    private Path log() {
        return folder.resolve("training.log");
    }
}
