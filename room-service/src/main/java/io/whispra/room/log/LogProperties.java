package io.whispra.room.log;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the message service is reached.
 *
 * @param urls    its instances; a room is sent to the same one of them, as long as the list is the same and that one answers
 * @param entries entries in one request
 * @param pause   how long an instance that did not answer is asked after the others
 */
@Validated
@ConfigurationProperties("whispra.message-service")
record LogProperties(@DefaultValue("http://localhost:8083") @NotEmpty List<URI> urls,
        @DefaultValue("50") @Min(1) @Max(1_000) int entries, @DefaultValue("5s") Duration pause) {}
