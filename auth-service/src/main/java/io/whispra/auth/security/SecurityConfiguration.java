package io.whispra.auth.security;

import io.whispra.auth.problem.ProblemHandler;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * The paths that lead to a token are open; every other path of the API needs a person's token, an internal one a
 * service's with its scope, and what is not listed is denied. Actuators answer on the management port only.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] OPEN = {"/api/v1/auth/register", "/api/v1/auth/login", "/api/v1/auth/refresh",
            "/api/v1/auth/logout", "/api/v1/oauth/token", "/.well-known/jwks.json"};

    /** No token is looked at here: a client may send its expired one along when it asks for the next. */
    @Bean
    @Order(1)
    SecurityWebFilterChain openSecurity(ServerHttpSecurity http, ProblemHandler problems) {
        return bare(http, problems)
                .securityMatcher(ServerWebExchangeMatchers.pathMatchers(OPEN))
                .authorizeExchange(e -> e.anyExchange().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain apiSecurity(ServerHttpSecurity http, ProblemHandler problems) {
        return bare(http, problems)
                .oauth2ResourceServer(o -> o.authenticationEntryPoint(problems).jwt(_ -> {}))
                .authorizeExchange(e -> e
                        .matchers(EndpointRequest.toAnyEndpoint()).permitAll()
                        .pathMatchers("/api/v1/**").access(People.ONLY)
                        .pathMatchers("/internal/v1/users/*/status").hasAuthority("SCOPE_users:write")
                        .anyExchange().denyAll())
                .build();
    }

    private static ServerHttpSecurity bare(ServerHttpSecurity http, ProblemHandler problems) {
        return http
                .csrf(CsrfSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .exceptionHandling(e -> e.authenticationEntryPoint(problems).accessDeniedHandler(problems));
    }
}
