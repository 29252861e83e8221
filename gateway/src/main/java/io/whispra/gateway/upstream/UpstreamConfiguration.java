package io.whispra.gateway.upstream;

import java.time.Clock;
import java.util.List;

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
    MessageService messageService(WebClient serviceHttp, Instances messageInstances, ServiceToken token,
            UpstreamProperties properties, JsonMapper json) {
        return new MessageService(new Http(serviceHttp, messageInstances, properties.responseTimeout()), token, json);
    }

    @Bean
    RoomService roomService(WebClient serviceHttp, ServiceAddresses addresses, InstancesProperties instances,
            UpstreamProperties properties, JsonMapper json) {
        var room = new Instances(List.of(addresses.room()), instances);
        return new RoomService(new Http(serviceHttp, room, properties.responseTimeout()), json);
    }

    /** Shared by sockets and routed requests: what the one learns the other need not find out. */
    @Bean
    Instances messageInstances(ServiceAddresses addresses, InstancesProperties properties) {
        return new Instances(addresses.messages(), properties);
    }

    @Bean
    WebClient serviceHttp(ConnectionProvider serviceConnections, UpstreamProperties properties) {
        return client(serviceConnections, properties);
    }

    @Bean
    ServiceToken serviceToken(ReactiveClientRegistrationRepository registrations,
            ReactiveOAuth2AuthorizedClientService clients, WebClient serviceHttp) {
        var responses = new WebClientReactiveClientCredentialsTokenResponseClient();
        responses.setWebClient(serviceHttp);
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
