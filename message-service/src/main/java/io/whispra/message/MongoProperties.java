package io.whispra.message;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long MongoDB is waited for. Together they stay below what a caller waits for an append.
 *
 * @param selectionTimeout  for a server that takes writes
 * @param connectTimeout    for a connection to be made
 * @param connectionTimeout for a free connection
 * @param replyTimeout      for an answer
 * @param connections       that are open at once
 */
@Validated
@ConfigurationProperties("whispra.mongo")
record MongoProperties(
        @DefaultValue("2s") Duration selectionTimeout,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("2s") Duration connectionTimeout,
        @DefaultValue("5s") Duration replyTimeout,
        @Min(1) @Max(1000) @DefaultValue("50") int connections) {}
