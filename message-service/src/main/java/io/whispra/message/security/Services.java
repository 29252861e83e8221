package io.whispra.message.security;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.authorization.AuthorizationContext;

/** Admits the tokens of services that carry a scope, and no person's. */
final class Services {

    private Services() {}

    static ReactiveAuthorizationManager<AuthorizationContext> with(String scope) {
        var authority = "SCOPE_" + scope;
        return (authentication, _) -> authentication.map(a -> new AuthorizationDecision(
                a instanceof JwtAuthenticationToken token && !token.getToken().hasClaim("sid")
                        && a.getAuthorities().stream().anyMatch(granted -> authority.equals(granted.getAuthority()))));
    }
}
