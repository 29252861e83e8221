package io.whispra.local.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedLogTest {

    private static final int LIMIT = 1_000;

    @TempDir
    Path folder;

    @Test
    void p5_twoFilesOfTheLimitAreKeptHoweverMuchIsWritten() throws Exception {
        var file = folder.resolve("logs/part.log");
        try (var log = new BoundedLog(file, LIMIT)) {
            for (var i = 0; i < 1_000; i++) {
                write(log, "line " + i + " of many\n");
            }
        }

        assertThat(Files.size(file)).isLessThanOrEqualTo(LIMIT);
        assertThat(Files.size(BoundedLog.rotated(file))).isBetween((long) LIMIT, LIMIT + 50L);
        assertThat(Files.readString(BoundedLog.rotated(file)) + Files.readString(file))
                .endsWith("line 998 of many\nline 999 of many\n");
    }

    @Test
    void anOldLogIsContinued() throws Exception {
        var file = Files.writeString(folder.resolve("part.log"), "before\n");
        try (var log = new BoundedLog(file, LIMIT)) {
            write(log, "after\n");
        }

        assertThat(file).hasContent("before\nafter\n");
    }

    @Test
    void theLastLinesAreRememberedWithoutFrames() {
        try (var log = new BoundedLog(folder.resolve("part.log"), LIMIT)) {
            write(log, "one\ntwo\n\nboom: three\n\tat io.whispra.Some.method(Some.java:1)\n\t... 5 more\nfour\n");

            assertThat(log.lastLines(3)).containsExactly("two", "boom: three", "four");
            assertThat(log.lastLines(9)).hasSize(4);
        }
    }

    @Test
    void p5_whatIsRememberedIsBounded() {
        try (var log = new BoundedLog(folder.resolve("part.log"), LIMIT)) {
            write(log, "x".repeat(100_000));

            assertThat(log.lastLines(1).getFirst()).hasSizeLessThanOrEqualTo(8 * 1024);
        }
    }

    @Test
    void f24_whatCannotBeWrittenIsDroppedAndNeverThrown() throws Exception {
        var blocked = Files.writeString(folder.resolve("file"), "").resolve("part.log");
        try (var log = new BoundedLog(blocked, LIMIT)) {
            write(log, "lost\n");

            assertThat(log.lastLines(1)).containsExactly("lost");
        }
    }

    private static void write(BoundedLog log, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        log.write(bytes, 0, bytes.length);
    }
}
