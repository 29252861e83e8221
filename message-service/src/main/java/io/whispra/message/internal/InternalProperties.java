package io.whispra.message.internal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of the internal API.
 *
 * @param maxAppend entries in one append
 * @param maxBody   of an append
 * @param maxRead   entries in one read
 * @param maxName   of a room, in code points
 * @param maxDescription of a room, in code points
 */
@Validated
@ConfigurationProperties("whispra.internal")
record InternalProperties(
        @Min(1) @Max(2000) @DefaultValue("1000") int maxAppend,
        @DefaultValue("1MB") DataSize maxBody,
        @Min(1) @Max(10000) @DefaultValue("1000") int maxRead,
        @Min(1) @Max(10000) @DefaultValue("200") int maxName,
        @Min(1) @Max(10000) @DefaultValue("500") int maxDescription) {}
