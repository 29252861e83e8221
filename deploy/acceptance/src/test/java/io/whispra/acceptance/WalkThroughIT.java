package io.whispra.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The commands of the auth service's walk through do what it says they do, through the gateway. */
class WalkThroughIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    private static final Path README = Path.of("../../auth-service/README.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @Test
    void theReadersOfTheAuthServicesReadmeSeeWhatItPromises(@TempDir Path folder) throws Exception {
        for (var tool : new String[]{"bash", "curl", "jq"}) {
            assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.exists(Path.of(path, tool))),
                    tool + " is not installed");
        }
        var printed = run(folder, commands());
        assertThat(printed.lines().filter("\"session-ended\""::equals)).as(printed).hasSize(2);
        assertThat(printed.lines()).as(printed).contains("false").anyMatch(line -> line.contains("\"email\": \"ada@"));
        assertThat(printed).doesNotContain("\"status\":");
    }

    /** All but the last block, which needs a service's secret. */
    private static String commands() throws IOException {
        var readme = Files.readString(README);
        var section = readme.substring(readme.indexOf("\n## A walk through\n"));
        var blocks = COMMANDS.matcher(section.substring(0, section.indexOf("\n## Packages"))).results()
                .map(block -> block.group(1)).toList();
        assertThat(blocks).hasSize(3);
        return blocks.stream().limit(2).collect(Collectors.joining("\n"));
    }

    private static String run(Path folder, String commands) throws IOException, InterruptedException {
        var bash = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", commands).directory(folder.toFile())
                .redirectErrorStream(true);
        bash.environment().put("AUTH", whispra.base().toString());
        bash.environment().put("ISSUER", whispra.base().toString());
        var process = bash.start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
