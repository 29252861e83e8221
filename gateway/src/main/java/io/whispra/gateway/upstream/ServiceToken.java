package io.whispra.gateway.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import reactor.core.publisher.Mono;

/** The gateway's own token, for what it asks on nobody's behalf. It is fetched once, for all who wait, and again before it ends. */
final class ServiceToken {

    private static final String REGISTRATION = "whispra";
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final Mono<String> current;

    ServiceToken(AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager clients, Clock clock) {
        var request = OAuth2AuthorizeRequest.withClientRegistrationId(REGISTRATION).principal(REGISTRATION).build();
        this.current = Mono.defer(() -> clients.authorize(request))
                .map(OAuth2AuthorizedClient::getAccessToken)
                .cacheInvalidateWhen(token -> Mono.delay(lifetime(token, clock.instant())).then())
                .map(OAuth2AccessToken::getTokenValue);
    }

    Mono<String> value() {
        return current;
    }

    private static Duration lifetime(OAuth2AccessToken token, Instant now) {
        var expiresAt = token.getExpiresAt();
        var left = expiresAt == null ? Duration.ZERO : Duration.between(now, expiresAt).minus(MARGIN);
        return left.isPositive() ? left : Duration.ofSeconds(1);
    }
}
