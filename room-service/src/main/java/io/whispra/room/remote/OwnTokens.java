package io.whispra.room.remote;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.RemoveAuthorizedClientReactiveOAuth2AuthorizationFailureHandler;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.reactive.function.client.ServerOAuth2AuthorizedClientExchangeFilterFunction;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import reactor.core.publisher.Mono;

/** This service's own tokens: one for each registration, and never one for each person that a call is made for. */
@Component
public class OwnTokens {

    private static final Authentication ITSELF = new AnonymousAuthenticationToken("whispra", "room-service",
            AuthorityUtils.createAuthorityList("ROLE_SERVICE"));

    private final ReactiveClientRegistrationRepository registrations;
    private final ReactiveOAuth2AuthorizedClientService clients;

    OwnTokens(ReactiveClientRegistrationRepository registrations, ReactiveOAuth2AuthorizedClientService clients) {
        this.registrations = registrations;
        this.clients = clients;
    }

    /** Puts the token of this registration on each call; one that is refused is not used again. */
    public ExchangeFilterFunction of(String registrationId) {
        var manager = new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(registrations, clients);
        var filter = new ServerOAuth2AuthorizedClientExchangeFilterFunction(manager);
        filter.setDefaultClientRegistrationId(registrationId);
        filter.setPrincipalResolver(_ -> Mono.just(ITSELF));
        filter.setAuthorizationFailureHandler(new RemoveAuthorizedClientReactiveOAuth2AuthorizationFailureHandler(
                (registration, principal, _) -> clients.removeAuthorizedClient(registration, principal.getName())));
        return filter;
    }
}
