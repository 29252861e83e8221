package io.whispra.gateway.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Problem JSON for what is not an HTTP answer: acknowledgements, refused connects, the word before a close. */
@Component
public class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** The problem (UTF-8) that the client is told for any error, under a trace id of its own; an unexpected one is logged under it. */
    public byte[] json(Throwable error) {
        var refusal = Refusals.of(error);
        var traceId = Trace.newId();
        if (refusal.type() == ProblemType.INTERNAL) {
            log.error("Unexpected error, traceId={}", traceId, error);
        }
        return json.writeValueAsBytes(Problem.of(refusal, traceId));
    }

    /** What an error is to the client. */
    public static Refusal refusal(Throwable error) {
        return Refusals.of(error);
    }
}
