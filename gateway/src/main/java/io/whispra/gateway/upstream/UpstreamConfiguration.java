package io.whispra.gateway.upstream;

import java.time.Clock;

import io.netty.channel.ChannelOption;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ClientCredentialsReactiveOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    @Bean
    MessageService messageService(Http http, ServiceToken token, ServiceAddresses addresses, JsonMapper json) {
        return new MessageService(http, token, addresses, json);
    }

    @Bean
    RoomService roomService(Http http, ServiceAddresses addresses, JsonMapper json) {
        return new RoomService(http, addresses, json);
    }

    @Bean
    Http serviceHttp(ConnectionProvider serviceConnections, UpstreamProperties properties) {
        return new Http(client(serviceConnections, properties), properties);
    }

    @Bean
    ServiceToken serviceToken(ReactiveClientRegistrationRepository registrations,
            ReactiveOAuth2AuthorizedClientService clients, ConnectionProvider serviceConnections,
            UpstreamProperties properties) {
        var responses = new WebClientReactiveClientCredentialsTokenResponseClient();
        responses.setWebClient(client(serviceConnections, properties));
        var provider = new ClientCredentialsReactiveOAuth2AuthorizedClientProvider();
        provider.setAccessTokenResponseClient(responses);
        var manager = new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(registrations, clients);
        manager.setAuthorizedClientProvider(provider);
        return new ServiceToken(manager, Clock.systemUTC());
    }

    @Bean(destroyMethod = "dispose")
    ConnectionProvider serviceConnections(UpstreamProperties properties) {
        return ConnectionProvider.builder("services")
                .maxConnections(properties.maxConnections())
                .pendingAcquireMaxCount(properties.maxPending())
                .pendingAcquireTimeout(properties.pendingTimeout())
                .maxIdleTime(properties.maxIdle())
                .lifo()
                .build();
    }

    private static WebClient client(ConnectionProvider connections, UpstreamProperties properties) {
        var http = HttpClient.create(connections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) properties.connectTimeout().toMillis())
                .responseTimeout(properties.responseTimeout());
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize((int) properties.maxAnswer().toBytes()))
                .build();
    }
}
