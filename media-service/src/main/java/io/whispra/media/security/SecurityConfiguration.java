package io.whispra.media.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.whispra.media.problem.ProblemHandler;
import io.whispra.media.problem.Refusal;
import io.whispra.media.revocation.Revocations;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/** Every path of the API needs a token, and what is not listed is denied. Actuators answer on the management port only. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(2);

    @Bean
    SecurityWebFilterChain apiSecurity(ServerHttpSecurity http, ProblemHandler problems) {
        return http
                .csrf(CsrfSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .exceptionHandling(e -> e.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .oauth2ResourceServer(o -> o.authenticationEntryPoint(problems).jwt(_ -> {}))
                .authorizeExchange(e -> e
                        .matchers(EndpointRequest.toAnyEndpoint()).permitAll()
                        // The store's signature in the address is the permission.
                        .pathMatchers("/api/v1/files/*/*/*").permitAll()
                        .pathMatchers("/api/v1/**").access(People.ONLY)
                        .pathMatchers(HttpMethod.POST, "/internal/v1/attachments/claim",
                                "/internal/v1/attachments/release")
                        .hasAuthority("SCOPE_attachments:claim")
                        .anyExchange().denyAll())
                .build();
    }

    /** Tokens are verified once, and with each request it is asked whether their session was revoked. */
    @Bean
    ReactiveJwtDecoder accessTokens(TokenProperties properties, Keys keys, Revocations revocations, Clock clock) {
        return new UnrevokedTokens(new RememberedTokens(verified(properties, keys), properties.remembered(), clock),
                revocations);
    }

    /** Checks all that RFC 9068 names. */
    static ReactiveJwtDecoder verified(TokenProperties properties, Keys keys) {
        var decoder = NimbusReactiveJwtDecoder.withJwkSource(keys::of)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .validateType(false)
                .build();
        decoder.setJwtValidator(claims(properties));
        var flat = new FlatTokens(decoder);
        // Where keys cannot be fetched, nothing is known of the token.
        return token -> flat.decode(token)
                .onErrorMap(IllegalStateException.class,
                        _ -> Refusal.unavailable("The token cannot be checked right now.", SOON));
    }

    /** The type, issuer, audience, subject and time. (The algorithm is the decoder's.) */
    private static OAuth2TokenValidator<Jwt> claims(TokenProperties properties) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTypeValidator("at+jwt"),
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<List<String>>(JwtClaimNames.AUD,
                        audience -> audience != null && audience.contains(properties.audience())),
                new JwtClaimValidator<Object>(JwtClaimNames.SUB, Objects::nonNull),
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtClaimValidator<Instant>(JwtClaimNames.IAT,
                        issued -> issued != null && !issued.isAfter(Instant.now().plus(CLOCK_SKEW))),
                new JwtTimestampValidator(CLOCK_SKEW));
    }
}
