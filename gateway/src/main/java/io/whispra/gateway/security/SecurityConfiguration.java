package io.whispra.gateway.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.whispra.gateway.edge.Admission;
import io.whispra.gateway.problem.ProblemHandler;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.revocation.Revocations;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.core.Authentication;
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
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What the door lets in needs a person's token, unless it is open. Actuators answer on the management port only. The headers that protect
 * browsers are put on by the edge.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final ServerBearerTokenAuthenticationConverter TOKENS = new ServerBearerTokenAuthenticationConverter();

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
                .headers(HeaderSpec::disable)
                .oauth2ResourceServer(o -> o.authenticationEntryPoint(problems)
                        .bearerTokenConverter(SecurityConfiguration::token)
                        .jwt(_ -> {}))
                .authorizeExchange(e -> e
                        .matchers(EndpointRequest.toAnyEndpoint()).permitAll()
                        .matchers(SecurityConfiguration::isOpen).permitAll()
                        .anyExchange().access(People.ONLY))
                .build();
    }

    /** A token is not even looked at where none is needed: an expired one must not keep anybody from getting a new one. */
    private static Mono<Authentication> token(ServerWebExchange exchange) {
        return Admission.isOpen(exchange) ? Mono.empty() : TOKENS.convert(exchange);
    }

    private static Mono<MatchResult> isOpen(ServerWebExchange exchange) {
        return Admission.isOpen(exchange) ? MatchResult.match() : MatchResult.notMatch();
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
