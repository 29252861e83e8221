package io.whispra.gateway.upstream;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the sockets call the other services. Routed requests have bounds of their own.
 *
 * @param connectTimeout  to open a connection
 * @param responseTimeout for a whole answer, whoever gives it
 * @param maxConnections  to one instance of a service
 * @param maxPending      calls that may wait for a connection to one instance
 * @param pendingTimeout  how long they may
 * @param maxIdle         how long a connection is kept that nobody uses
 * @param maxAnswer       bytes of an answer
 */
@Validated
@ConfigurationProperties("whispra.upstream")
record UpstreamProperties(
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("5s") Duration responseTimeout,
        @DefaultValue("64") @Min(1) int maxConnections,
        @DefaultValue("2048") @Min(1) int maxPending,
        @DefaultValue("3s") Duration pendingTimeout,
        @DefaultValue("30s") Duration maxIdle,
        @DefaultValue("8MB") DataSize maxAnswer) {}
