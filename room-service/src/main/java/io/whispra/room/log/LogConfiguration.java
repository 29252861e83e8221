package io.whispra.room.log;

import io.whispra.room.remote.Remotes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.RemoveAuthorizedClientReactiveOAuth2AuthorizationFailureHandler;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.reactive.function.client.ServerOAuth2AuthorizedClientExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Calls to the message service carry this service's own token, whoever they are made for. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    private static final String REGISTRATION = "whispra";
    private static final Authentication ITSELF = new AnonymousAuthenticationToken(REGISTRATION, "room-service",
            AuthorityUtils.createAuthorityList("ROLE_SERVICE"));

    @Bean
    WebClient messageService(Remotes remotes, ServerOAuth2AuthorizedClientExchangeFilterFunction ownToken) {
        return remotes.client("message-service").filter(ownToken).build();
    }

    /** One token for the service; never one for each person that a call is made for. */
    @Bean
    ServerOAuth2AuthorizedClientExchangeFilterFunction ownToken(ReactiveClientRegistrationRepository registrations,
            ReactiveOAuth2AuthorizedClientService clients) {
        var manager = new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(registrations, clients);
        var filter = new ServerOAuth2AuthorizedClientExchangeFilterFunction(manager);
        filter.setDefaultClientRegistrationId(REGISTRATION);
        filter.setPrincipalResolver(_ -> Mono.just(ITSELF));
        filter.setAuthorizationFailureHandler(new RemoveAuthorizedClientReactiveOAuth2AuthorizationFailureHandler(
                (registration, principal, _) -> clients.removeAuthorizedClient(registration, principal.getName())));
        return filter;
    }
}
