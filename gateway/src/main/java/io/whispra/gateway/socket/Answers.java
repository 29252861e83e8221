package io.whispra.gateway.socket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What all protocols say in the same words, as JSON in UTF-8. */
@Component
public class Answers {

    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    private static final byte[] OK = bytes("{\"ok\":true}");
    private static final byte[] REFUSED = bytes("{\"ok\":false,\"error\":");

    private final Problems problems;
    private final JsonMapper json;

    Answers(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    /** The acknowledgement as the application gave it; of what succeeded without a word, or of what failed. */
    public byte[] acknowledgement(byte @Nullable [] given, @Nullable Throwable error) {
        if (error != null) {
            return refused(problems.json(error));
        }
        return given == null ? OK : given;
    }

    private static byte[] refused(byte[] problem) {
        var all = Arrays.copyOf(REFUSED, REFUSED.length + problem.length + 1);
        System.arraycopy(problem, 0, all, REFUSED.length, problem.length);
        all[all.length - 1] = '}';
        return all;
    }

    /** The payload of `bye`. */
    public byte[] bye(Bye bye) {
        var retryAfter = bye.retryAfter();
        return json
                .writeValueAsBytes(new ByeBody(bye.code(), new String(problem(bye.problem()), StandardCharsets.UTF_8),
                        bye.resumable(), retryAfter == null ? null : retryAfter.toMillis()));
    }

    /** The problem of an error. */
    public byte[] problem(Throwable error) {
        return problems.json(error);
    }

    /** Why an error closes the connection; an unexpected one is logged. */
    public static Bye byeOf(Throwable error) {
        var refusal = Problems.refusal(error);
        if (refusal.type() == ProblemType.INTERNAL) {
            log.error("A connection failed", error);
        }
        return Bye.of(refusal);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ByeBody(int code, @JsonRawValue String problem, boolean resumable, @Nullable Long retryAfterMs) {}
}
