package io.whispra.gateway.edge;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of routed requests.
 *
 * @param connectTimeout  to open a connection to a service
 * @param responseTimeout until a service has begun to answer
 * @param uploadTimeout   the same for an upload, which includes the upload itself
 * @param maxBody         bytes of a request's body
 * @param maxUpload       bytes of an upload's body: a file and what multipart adds
 * @param maxConnections  to one instance of a service
 * @param maxPending      requests that may wait for a connection to one instance
 * @param pendingTimeout  how long they may
 * @param maxIdle         how long a connection is kept that nobody uses
 * @param trustedProxies  networks (CIDR) of the proxies in front of this gateway, whose `X-Forwarded-For` is believed; none by default
 */
@Validated
@ConfigurationProperties("whispra.edge")
record EdgeProperties(
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("10s") Duration responseTimeout,
        @DefaultValue("5m") Duration uploadTimeout,
        @DefaultValue("64KB") DataSize maxBody,
        @DefaultValue("101MB") DataSize maxUpload,
        @DefaultValue("128") @Min(1) int maxConnections,
        @DefaultValue("1024") @Min(1) int maxPending,
        @DefaultValue("3s") Duration pendingTimeout,
        @DefaultValue("30s") Duration maxIdle,
        @DefaultValue List<String> trustedProxies) {}
