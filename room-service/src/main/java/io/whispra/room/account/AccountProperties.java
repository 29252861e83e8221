package io.whispra.room.account;

import java.net.URI;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the auth service is asked about people.
 *
 * @param url where it is
 * @param ids people that one request asks for
 */
@Validated
@ConfigurationProperties("whispra.auth-service")
record AccountProperties(@DefaultValue("http://localhost:8081") URI url,
        @DefaultValue("50") @Min(1) @Max(100) int ids) {}
