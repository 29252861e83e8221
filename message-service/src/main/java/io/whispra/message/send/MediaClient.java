package io.whispra.message.send;

import io.netty.channel.ChannelOption;
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

@Configuration(proxyBeanMethods = false)
class MediaClient {

    private static final String REGISTRATION = "whispra";

    /** Calls the media service with a client-credentials token, over at most as many connections as there are claims. */
    @Bean
    WebClient mediaService(SendProperties properties, ReactiveClientRegistrationRepository registrations,
            ReactiveOAuth2AuthorizedClientService tokens) {
        var token = new ServerOAuth2AuthorizedClientExchangeFilterFunction(
                new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(registrations, tokens));
        token.setDefaultClientRegistrationId(REGISTRATION);
        var connections = ConnectionProvider.builder("media").maxConnections(properties.concurrentClaims()).build();
        var http = HttpClient.create(connections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) properties.claimTimeout().toMillis())
                .responseTimeout(properties.claimTimeout());
        return WebClient.builder()
                .baseUrl(properties.mediaUrl().toString())
                .clientConnector(new ReactorClientHttpConnector(http))
                .filter(token)
                .build();
    }
}
