package io.whispra.media.gallery;

import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long pages of a room's files are.
 *
 * @param usual    without a `limit`
 * @param most     the largest `limit`
 * @param lookedAt files that are looked at for one page; where few of them are of the wanted kind, it is shorter
 */
@Validated
@ConfigurationProperties("whispra.gallery")
record GalleryProperties(@DefaultValue("50") @Min(1) @Max(1_000) int usual,
        @DefaultValue("100") @Min(1) @Max(1_000) int most, @DefaultValue("1000") @Min(1) int lookedAt) {
    /** The length that the caller asks for; a 400 if it is out of range. */
    int size(@Nullable Integer limit) {
        if (limit == null) {
            return usual;
        }
        if (limit < 1 || limit > most) {
            throw new Refusal(ProblemType.MALFORMED, "limit is " + limit + ", expected 1 to " + most + ".");
        }
        return limit;
    }
}
