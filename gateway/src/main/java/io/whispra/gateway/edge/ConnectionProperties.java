package io.whispra.gateway.edge;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of connections, before anything is known of a request.
 *
 * @param headerTimeout until a request's headers are here, from the connection's beginning or the request's first byte
 * @param minBodyRate   bytes a second at which a body must come while it is waited for
 * @param bodyGrace     how long a body may be slower
 * @param writeTimeout  how long a client may take nothing of an answer that is ready for it
 * @param most          connections in all
 * @param perAddress    connections from one address, or one IPv6 network of 64 bits, trusted proxies excepted
 */
@Validated
@ConfigurationProperties("whispra.connection")
record ConnectionProperties(
        @DefaultValue("10s") Duration headerTimeout,
        @DefaultValue("240B") DataSize minBodyRate,
        @DefaultValue("5s") Duration bodyGrace,
        @DefaultValue("30s") Duration writeTimeout,
        @DefaultValue("30000") @Min(1) int most,
        @DefaultValue("6000") @Min(1) int perAddress) {}
