package io.whispra.gateway.security;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the keys are kept with which tokens are checked.
 *
 * @param life           of fetched keys: one that the auth service removed is refused after it
 * @param refreshAhead   before the end of that life they are fetched anew, in the background
 * @param cooldown       between two fetches for key ids that are not known
 * @param retryAfter     between two fetches as long as no key is known at all
 * @param outage         how long after the last successful fetch keys are used while the auth service is away
 * @param connectTimeout of a fetch
 * @param readTimeout    of a fetch
 * @param timeout        how long a request waits for keys
 * @param maxSize        of the key set
 * @param threads        on which keys are waited for, if they are not known or getting old
 * @param waiting        tokens that wait for each of these threads; beyond: 503
 */
@Validated
@ConfigurationProperties("whispra.token.keys")
record KeyProperties(
        @DefaultValue("5m") Duration life,
        @DefaultValue("30s") Duration refreshAhead,
        @DefaultValue("30s") Duration cooldown,
        @DefaultValue("1s") Duration retryAfter,
        @DefaultValue("15m") Duration outage,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("2s") Duration readTimeout,
        @DefaultValue("4s") Duration timeout,
        @DefaultValue("64KB") DataSize maxSize,
        @DefaultValue("2") @Min(1) int threads,
        @DefaultValue("10000") @Min(1) int waiting) {}
