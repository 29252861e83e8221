package io.whispra.local.log;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogReaderTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void printsTheEndThenWhatIsAddedInWholeLines() throws Exception {
        var file = Files.writeString(folder.resolve("gateway.log"), "a long first line\nsecond\nthird\n");
        var tail = reader(15).tails(List.of("gateway")).getFirst();

        tail.print();
        Files.writeString(file, "fourth\nfif", StandardOpenOption.APPEND);
        tail.print();
        assertThat(printed).hasToString("second\nthird\nfourth\n");

        Files.writeString(file, "th\n", StandardOpenOption.APPEND);
        tail.print();
        assertThat(printed).hasToString("second\nthird\nfourth\nfifth\n");
    }

    @Test
    void goesOnAfterTheLogWasBegunAnew() throws Exception {
        var file = Files.writeString(folder.resolve("gateway.log"), "old and long\n");
        var tail = reader(1_000).tails(List.of("gateway")).getFirst();
        tail.print();

        Files.writeString(file, "new\n");
        tail.print();

        assertThat(printed).hasToString("old and long\nnew\n");
    }

    @Test
    void linesOfSeveralPartsAreLedByTheirNames() throws Exception {
        Files.writeString(folder.resolve("gateway.log"), "one\n");
        Files.writeString(folder.resolve("s3.log"), "two\n");
        Files.writeString(folder.resolve("s3.log.1"), "older\n");
        var reader = reader(1_000);

        assertThat(reader.parts()).containsExactly("gateway", "s3");
        reader.tails(reader.parts()).forEach(LogReader.Tail::print);

        assertThat(printed).hasToString("gateway | one\ns3      | two\n");
    }

    private LogReader reader(int lastBytes) {
        return new LogReader(folder, new PrintStream(printed, true, StandardCharsets.UTF_8), lastBytes);
    }
}
