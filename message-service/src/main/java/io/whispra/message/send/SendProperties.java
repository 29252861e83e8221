package io.whispra.message.send;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of a message, and where attachments are claimed.
 *
 * @param maxContent       UTF-16 units
 * @param maxAttachments   of one message
 * @param maxMentions      of one message
 * @param mediaUrl         the media service
 * @param concurrentClaims calls of the media service at the same time; more are refused as retryable
 * @param claimTimeout     how long one may take, with getting a token
 */
@Validated
@ConfigurationProperties("whispra.send")
record SendProperties(
        @Min(1) @DefaultValue("8000") int maxContent,
        @Min(1) @DefaultValue("10") int maxAttachments,
        @Min(1) @DefaultValue("50") int maxMentions,
        @NotNull @DefaultValue("http://localhost:8084") URI mediaUrl,
        @Min(1) @DefaultValue("64") int concurrentClaims,
        @DefaultValue("3s") Duration claimTimeout) {}
