package io.whispra.auth.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.whispra.auth.revocation.Revocations;
import io.whispra.auth.token.SigningKeys;
import io.whispra.auth.token.TokenProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
import reactor.core.publisher.Mono;

/** This service checks its own tokens with its own keys, by all that RFC 9068 names. */
@Configuration(proxyBeanMethods = false)
class TokenCheck {

    @Bean
    ReactiveJwtDecoder tokenDecoder(SigningKeys keys, TokenProperties properties, Revocations revocations,
            Clock clock) {
        var decoder = NimbusReactiveJwtDecoder
                .withJwkSource(token -> Mono.justOrEmpty(keys.verifying(token.getHeader().getKeyID())).flux())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .validateType(false)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<Jwt>(
                new JwtTypeValidator("at+jwt"),
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<List<String>>(JwtClaimNames.AUD,
                        audience -> audience != null && audience.contains(properties.audience())),
                new JwtClaimValidator<Object>(JwtClaimNames.SUB, Objects::nonNull),
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
                issued(properties.clockSkew(), clock),
                times(properties.clockSkew(), clock)));
        return new UnrevokedTokens(new FlatTokens(decoder), revocations);
    }

    private static OAuth2TokenValidator<Jwt> issued(Duration skew, Clock clock) {
        return new JwtClaimValidator<Instant>(JwtClaimNames.IAT,
                issuedAt -> issuedAt != null && !issuedAt.isAfter(clock.instant().plus(skew)));
    }

    private static OAuth2TokenValidator<Jwt> times(Duration skew, Clock clock) {
        var validator = new JwtTimestampValidator(skew);
        validator.setClock(clock);
        return validator;
    }
}
