package io.whispra.message.problem;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** An RFC 9457 problem as it travels. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail, String code, String traceId,
        @Nullable Long retryAfterMs, List<Refusal.FieldError> errors) {

    static Problem of(Refusal refusal, String traceId) {
        var type = refusal.type();
        var retryAfter = refusal.retryAfter();
        return new Problem("/docs/problems#" + type.code(), type.title(), type.status().value(), refusal.detail(),
                type.code(), traceId, retryAfter == null ? null : Math.max(1, retryAfter.toMillis()), refusal.errors());
    }
}
