package io.whispra.room.security;

import java.util.regex.Pattern;

import io.whispra.room.problem.ProblemType;
import io.whispra.room.problem.Refusal;
import org.springframework.core.MethodParameter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives handlers the caller, from the token that was checked. */
@Component
class CallerArgument implements HandlerMethodArgumentResolver, WebFluxConfigurer {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .ofType(JwtAuthenticationToken.class)
                .<Object>map(token -> caller(token.getToken()))
                .switchIfEmpty(Mono.error(CallerArgument::unauthenticated));
    }

    private static Caller caller(Jwt token) {
        var id = token.getSubject();
        if (id == null || !ID.matcher(id).matches()) {
            throw unauthenticated();
        }
        return new Caller(id, token.getTokenValue());
    }

    private static Refusal unauthenticated() {
        return new Refusal(ProblemType.UNAUTHENTICATED, "The access token names nobody.");
    }
}
