package io.whispra.message.security;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.authorization.AuthorizationContext;

/** Admits the tokens of people, which belong to a session (`sid`), and no service's. */
final class People {

    static final ReactiveAuthorizationManager<AuthorizationContext> ONLY = (authentication, _) -> authentication
            .map(a -> new AuthorizationDecision(
                    a instanceof JwtAuthenticationToken token && token.getToken().hasClaim("sid")));

    private People() {}
}
