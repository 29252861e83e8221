package io.whispra.local.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** With an installed Maven that is a script, and hands out a distribution that is a script as well. */
class MavenWrapperTest {

    private static final String PINNED = "pinned Maven runs: verify";
    private static final String INSTALLED = "installed Maven runs: verify";

    @TempDir
    Path folder;

    private Path repository;
    private Path distribution;
    private Path installed;

    @BeforeEach
    void repository() throws Exception {
        repository = folder.resolve("repository");
        for (var file : new String[]{"mvnw", ".mvn/wrapper/jdk.sh"}) {
            Files.createDirectories(repository.resolve(file).getParent());
            Files.copy(Shell.REPOSITORY.resolve(file), repository.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Shell.executable(folder.resolve("apache-maven-9.9.9/bin/mvn"), "#!/bin/sh\necho \"pinned Maven runs: $*\"\n");
        distribution = folder.resolve("maven.tar.gz");
        Shell.run(Map.of("PATH", "/usr/bin:/bin"), "tar", "-czf", distribution.toString(), "-C", folder.toString(),
                "apache-maven-9.9.9");
        pin(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(distribution))));
        installed = Shell.executable(folder.resolve("bin/mvn"), """
                #!/bin/sh
                for argument in "$@"; do
                  case $argument in
                    -DoutputDirectory=*)
                      exec cp "%s" "${argument#-DoutputDirectory=}/apache-maven-9.9.9-bin.tar.gz" ;;
                  esac
                done
                echo "installed Maven runs: $*"
                """.formatted(distribution));
        Shell.jdk(folder.resolve("jdks/25"), "25.0.3");
        tools();
    }

    @Test
    void thePinnedVersionIsFetchedOnceThroughTheInstalledMaven() throws Exception {
        assertThat(mvnw()).isEqualTo(new Shell(0, "mvnw: fetching Maven 9.9.9, once\n" + PINNED));

        Files.delete(installed);
        assertThat(mvnw()).isEqualTo(new Shell(0, PINNED));
    }

    @Test
    void aDistributionWithAnotherHashIsNotRun() throws Exception {
        pin("0".repeat(128));

        assertThat(mvnw().exitCode()).isEqualTo(1);
        assertThat(mvnw().output()).endsWith("does not have the pinned SHA-512; nothing was run");
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void withoutItTheInstalledMavenGoesOnAndSaysSo() throws Exception {
        Files.delete(distribution);

        var run = mvnw();
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("mvnw: Maven 9.9.9 could not be fetched; going on with the installed one")
                .endsWith(INSTALLED);
    }

    @Test
    void withoutAnyMavenTheWayOutIsOneLine() throws Exception {
        Files.delete(installed);

        var run = mvnw();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output().lines()).singleElement().asString().startsWith("mvnw: no Maven found: install Maven");
    }

    @Test
    void withoutAJdk25TheWayOutIsOneLine() throws Exception {
        Shell.jdk(folder.resolve("jdks/25"), "24");

        var run = mvnw();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output().lines()).singleElement().asString()
                .startsWith("mvnw: Whispra is built with JDK 25 or newer and none was found");
    }

    @Test
    void aRepositoryCanBeNamed() throws Exception {
        Files.delete(installed);
        var hosted = folder.resolve("hosted/org/apache/maven/apache-maven/9.9.9/apache-maven-9.9.9-bin.tar.gz");
        Files.createDirectories(hosted.getParent());
        Files.copy(distribution, hosted);

        var run = mvnw(Map.of("MVNW_REPOURL", folder.resolve("hosted").toUri().toString()));

        assertThat(run).isEqualTo(new Shell(0, "mvnw: fetching Maven 9.9.9, once\n" + PINNED));
    }

    @Test
    void runsAtTheSameTimeDoNotDisturbEachOther() {
        var runs = IntStream.range(0, 6).mapToObj(_ -> CompletableFuture.supplyAsync(() -> {
            try {
                return mvnw();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        })).toList();

        assertThat(runs).allSatisfy(run -> assertThat(run.join().output()).endsWith(PINNED));
        assertThat(leftOver()).isEmpty();
        assertThat(folder.resolve("home/.m2/wrapper/dists/apache-maven-9.9.9/whispra/apache-maven-9.9.9"))
                .doesNotExist();
    }

    private void pin(String sha512) throws IOException {
        Files.writeString(repository.resolve(".mvn/wrapper/maven-wrapper.properties"),
                "mavenVersion=9.9.9\ndistributionSha512=" + sha512 + "\n");
    }

    private String leftOver() {
        var names = folder.resolve("home/.m2/wrapper/dists/apache-maven-9.9.9").toFile().list((_, name) -> name
                .startsWith(".new"));
        return names == null ? "" : String.join(" ", names);
    }

    private Shell mvnw() throws IOException, InterruptedException {
        return mvnw(Map.of());
    }

    private Shell mvnw(Map<String, String> environment) throws IOException, InterruptedException {
        var all = new HashMap<>(Map.of("PATH", folder.resolve("bin") + ":" + folder.resolve("tools"), "HOME",
                folder.resolve("home").toString(), "JDK_FOLDERS", folder.resolve("jdks") + "/*"));
        all.put("JAVA_HOME", folder.resolve("unset").toString());
        all.putAll(environment);
        return Shell.run(all, "/bin/sh", repository.resolve("mvnw").toString(), "verify");
    }

    /** What the script uses, without whatever Java and Maven the machine has. */
    private void tools() throws IOException {
        for (var tool : new String[]{"cat", "cp", "curl", "cut", "dirname", "gzip", "mkdir", "mktemp", "mv", "readlink",
                "rm", "sed", "sha512sum", "shasum", "sh", "tar"}) {
            for (var place : new String[]{"/usr/bin", "/bin"}) {
                if (Files.exists(Path.of(place, tool))) {
                    Shell.executable(folder.resolve("tools").resolve(tool),
                            "#!/bin/sh\nexec " + Path.of(place, tool) + " \"$@\"\n");
                }
            }
        }
    }
}
