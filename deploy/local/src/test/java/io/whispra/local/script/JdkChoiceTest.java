package io.whispra.local.script;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JdkChoiceTest {

    private static final String SYSTEM = "/usr/bin:/bin";

    @TempDir
    Path folder;

    @Test
    void javaHomeIsTakenIfItIsNewEnough() throws Exception {
        var home = Shell.jdk(folder.resolve("mine"), "26");
        Shell.jdk(folder.resolve("jdks/25"), "25.0.3");

        assertThat(find(Map.of("JAVA_HOME", home.toString()))).isEqualTo(new Shell(0, home.toString()));
    }

    @Test
    void anOldJavaHomeIsPassedOver() throws Exception {
        var old = Shell.jdk(folder.resolve("old"), "17.0.15");
        var found = Shell.jdk(folder.resolve("jdks/25"), "25.0.3");

        assertThat(find(Map.of("JAVA_HOME", old.toString()))).isEqualTo(new Shell(0, found.toString()));
    }

    @Test
    void theJavaOnThePathIsFollowedThroughLinks() throws Exception {
        var home = Shell.jdk(folder.resolve("linked"), "25");
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/java"), home.resolve("bin/java"));

        assertThat(find(Map.of("PATH", folder.resolve("bin") + ":" + SYSTEM)))
                .isEqualTo(new Shell(0, home.toString()));
    }

    @Test
    void aShimOnThePathIsAskedForItsHome() throws Exception {
        var home = Shell.jdk(folder.resolve("shimmed"), "25");
        Shell.executable(folder.resolve("shims/java"), "#!/bin/sh\necho '    java.home = " + home + "' >&2\n");

        assertThat(find(Map.of("PATH", folder.resolve("shims") + ":" + SYSTEM)))
                .isEqualTo(new Shell(0, home.toString()));
    }

    @Test
    void aRuntimeWithoutCompilerIsNoJdk() throws Exception {
        var runtime = Shell.jdk(folder.resolve("jdks/25"), "25");
        Files.delete(runtime.resolve("bin/javac"));

        assertThat(find(Map.of()).exitCode()).isNotZero();
    }

    @Test
    void whereThereIsNoneTheSearchFails() throws Exception {
        Shell.jdk(folder.resolve("jdks/21"), "21.0.1");
        Shell.jdk(folder.resolve("jdks/8"), "1.8.0_402");

        assertThat(find(Map.of())).isEqualTo(new Shell(1, ""));
    }

    private Shell find(Map<String, String> environment) throws Exception {
        var all = new HashMap<>(Map.of("PATH", folder.resolve("nothing") + ":" + SYSTEM, "HOME", folder.toString(),
                "JDK_FOLDERS", folder.resolve("jdks") + "/*"));
        all.put("JAVA_HOME", folder.resolve("unset").toString());
        // The machine that runs this test has a java of its own on the path.
        Shell.executable(folder.resolve("nothing/java"), "#!/bin/sh\nexit 1\n");
        all.putAll(environment);
        return Shell.run(all, "/bin/sh", "-c", ". \"$1\"; find_jdk 25", "sh",
                Shell.REPOSITORY.resolve(".mvn/wrapper/jdk.sh").toString());
    }
}
