package io.whispra.auth.client;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.whispra.auth.token.AccessTokens;
import io.whispra.auth.token.TokenProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** The grant `client_credentials` (RFC 6749, section 4.4), with `client_secret_basic` as the only way to authenticate. */
@Component
class ClientCredentials {

    private static final String GRANT = "client_credentials";

    private final ServiceClients clients;
    private final AccessTokens tokens;
    private final Duration lifetime;

    ClientCredentials(ServiceClients clients, AccessTokens tokens, TokenProperties properties) {
        this.clients = clients;
        this.tokens = tokens;
        this.lifetime = properties.lifetime();
    }

    TokenAnswer grant(@Nullable String authorization, MultiValueMap<String, String> form) {
        if (form.values().stream().anyMatch(values -> values.size() > 1)) {
            return new TokenAnswer.Refused("invalid_request", "A parameter is there twice.");
        }
        var client = BasicCredentials.of(authorization)
                .flatMap(credentials -> clients.authenticate(credentials.id(), credentials.secret()));
        if (client.isEmpty()) {
            return new TokenAnswer.InvalidClient();
        }
        if (form.containsKey("client_secret")) {
            return new TokenAnswer.Refused("invalid_request", "The secret belongs into the header alone.");
        }
        var grantType = form.getFirst("grant_type");
        if (grantType == null) {
            return new TokenAnswer.Refused("invalid_request", "Expected grant_type.");
        }
        return GRANT.equals(grantType)
                ? granted(client.get(), form.getFirst("scope"))
                : new TokenAnswer.Refused("unsupported_grant_type", "Expected " + GRANT + ".");
    }

    /** Without a requested scope the token has all that the client has (section 3.3). */
    private TokenAnswer granted(ServiceClient client, @Nullable String requested) {
        var scopes = requested == null || requested.isBlank()
                ? client.scopes()
                : List.copyOf(new LinkedHashSet<>(List.of(requested.strip().split(" +"))));
        if (!Set.copyOf(client.scopes()).containsAll(scopes)) {
            return new TokenAnswer.Refused("invalid_scope", "The client does not have a requested scope.");
        }
        var token = tokens.forService(client.id(), scopes);
        return new TokenAnswer.Granted(token.value(), "Bearer", lifetime.toSeconds(), String.join(" ", scopes));
    }
}
