package io.whispra.room.page;

import io.whispra.room.problem.ProblemType;
import io.whispra.room.problem.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long pages are.
 *
 * @param usual without a `limit`
 * @param most  the largest `limit`
 */
@Validated
@ConfigurationProperties("whispra.page")
public record PageProperties(@DefaultValue("50") @Min(1) @Max(1_000) int usual,
        @DefaultValue("100") @Min(1) @Max(1_000) int most) {

    /** The length that the caller asks for; a 400 if it is out of range. */
    public int size(@Nullable Integer limit) {
        if (limit == null) {
            return usual;
        }
        if (limit < 1 || limit > most) {
            throw new Refusal(ProblemType.MALFORMED, "limit is " + limit + ", expected 1 to " + most + ".");
        }
        return limit;
    }
}
