package io.whispra.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import io.whispra.local.problem.Problem;

/** The keys that sign access tokens: made once, by the auth service's own command. */
final class SigningKeys {

    private SigningKeys() {}

    static void makeIfMissing(Path file, ServiceJar authService, Path java) {
        if (Files.exists(file)) {
            return;
        }
        var made = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(made);
            var process = new ProcessBuilder(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-cp",
                    authService.classPath().toString(), authService.mainClass(), "--generate-signing-keys=" + made))
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(output.strip());
            }
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Problem.failed("the signing keys cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("the making of the signing keys was interrupted", e);
        }
    }
}
