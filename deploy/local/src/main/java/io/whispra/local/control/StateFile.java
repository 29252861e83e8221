package io.whispra.local.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.whispra.local.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the supervisor says about itself, for commands and scripts. It is there while the stack runs; one that is left over
 * tells that the supervisor was killed.
 */
public final class StateFile {

    static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final Path file;

    /** What is in the file: where commands are taken, and the last that is known. */
    public record State(String socket, StackStatus status) {}

    public StateFile(Path file) {
        this.file = file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** Replaces the file at once, so that nobody reads half of it. */
    public synchronized void write(State state) {
        try {
            var written = Files.write(file.resolveSibling(file.getFileName() + ".new"), JSON.writeValueAsBytes(state));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Problem.failed("cannot write " + file, e);
        }
    }

    public Optional<State> read() {
        try {
            return exists() ? Optional.of(JSON.readValue(Files.readAllBytes(file), State.class)) : Optional.empty();
        } catch (IOException | JacksonException _) {
            // It was deleted at this moment, or is not ours.
            return Optional.empty();
        }
    }

    public synchronized void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Problem.failed("cannot delete " + file, e);
        }
    }
}
