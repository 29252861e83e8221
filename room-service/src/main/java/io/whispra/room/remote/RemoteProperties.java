package io.whispra.room.remote;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of calls to another service.
 *
 * @param timeout     how long one may take, with its token
 * @param connect     how long a connection may take
 * @param connections open at once to one address
 * @param waiting     calls that may wait for a connection
 * @param answerSize  the largest answer that is read
 */
@Validated
@ConfigurationProperties("whispra.remote")
public record RemoteProperties(@DefaultValue("3s") Duration timeout, @DefaultValue("1s") Duration connect,
        @DefaultValue("64") @Min(1) @Max(10_000) int connections,
        @DefaultValue("1000") @Min(1) @Max(100_000) int waiting, @DefaultValue("4MB") DataSize answerSize) {}
