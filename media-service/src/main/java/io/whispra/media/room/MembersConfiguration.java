package io.whispra.media.room;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.reactive.function.client.ServerOAuth2AuthorizedClientExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The client for the message service's internal API, with this service's own token. */
@Configuration(proxyBeanMethods = false)
class MembersConfiguration {
    private static final String REGISTRATION = "whispra";

    @Bean(destroyMethod = "dispose")
    ConnectionProvider membersConnections(MembersProperties properties) {
        return ConnectionProvider.builder("members")
                .maxConnections(properties.maxConnections())
                .pendingAcquireMaxCount(properties.maxWaiting())
                .pendingAcquireTimeout(properties.timeout())
                .build();
    }

    @Bean
    WebClient membersHttp(ConnectionProvider membersConnections, ReactiveClientRegistrationRepository registrations,
            ReactiveOAuth2AuthorizedClientService tokens) {
        var token = new ServerOAuth2AuthorizedClientExchangeFilterFunction(
                new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(registrations, tokens));
        token.setDefaultClientRegistrationId(REGISTRATION);
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(membersConnections)))
                .filter(token)
                .build();
    }
}
