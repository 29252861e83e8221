package io.whispra.gateway.problem;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Problem JSON for what is not an HTTP answer: acknowledgements, refused connects, the word before a close. */
@Component
public class Problems {

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** The problem (UTF-8) that the client is told for any error, under a trace id of its own. */
    public byte[] json(Throwable error) {
        return json.writeValueAsBytes(Problem.of(Refusals.of(error), Trace.newId()));
    }

    /** What an error is to the client. */
    public static Refusal refusal(Throwable error) {
        return Refusals.of(error);
    }
}
