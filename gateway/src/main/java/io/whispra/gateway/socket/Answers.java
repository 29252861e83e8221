package io.whispra.gateway.socket;

import java.nio.charset.StandardCharsets;

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
    private static final byte[] OK_DATA = bytes("{\"ok\":true,\"data\":");
    private static final byte[] REFUSED = bytes("{\"ok\":false,\"error\":");
    private static final byte[] END = bytes("}");

    private final Problems problems;
    private final JsonMapper json;

    Answers(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    /** The acknowledgement of what succeeded with the data, failed with the error, or succeeded with neither. */
    public byte[] acknowledgement(byte @Nullable [] data, @Nullable Throwable error) {
        if (error != null) {
            return join(REFUSED, problems.json(error), END);
        }
        return data == null ? OK : join(OK_DATA, data, END);
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

    private static byte[] join(byte[] head, byte[] body, byte[] tail) {
        var all = new byte[head.length + body.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        System.arraycopy(tail, 0, all, head.length + body.length, tail.length);
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ByeBody(int code, @JsonRawValue String problem, boolean resumable, @Nullable Long retryAfterMs) {}
}
