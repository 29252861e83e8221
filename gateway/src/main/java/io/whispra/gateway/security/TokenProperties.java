package io.whispra.gateway.security;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How access tokens are checked.
 *
 * @param issuer   the exact `iss` that a token must carry
 * @param audience one value that `aud` must contain
 * @param jwksUri  where the auth service publishes its public keys
 * @param remembered valid tokens whose signature is not checked again with each request
 */
@ConfigurationProperties("whispra.token")
record TokenProperties(String issuer, String audience, URI jwksUri, @DefaultValue("10000") int remembered) {}
