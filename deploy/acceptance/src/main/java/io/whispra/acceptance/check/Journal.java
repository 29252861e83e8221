package io.whispra.acceptance.check;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** Everything that was seen, one JSON object a line, for whoever wants to know more than the report says. */
final class Journal {

    private static final JsonMapper JSON = new JsonMapper();

    private Journal() {}

    /** Deliveries are left out: they are many, and the log tells the same. */
    static void write(Evidence evidence, Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            for (var kind : List.of(evidence.faults(), evidence.sends(), evidence.attempts(), evidence.changes(),
                    evidence.probes())) {
                write(kind, out);
            }
        }
    }

    private static void write(Collection<?> events, BufferedWriter out) throws IOException {
        for (var event : events) {
            out.write(JSON.writeValueAsString(Map.of(event.getClass().getSimpleName(), event)));
            out.newLine();
        }
    }
}
