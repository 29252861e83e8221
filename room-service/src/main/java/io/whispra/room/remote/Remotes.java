package io.whispra.room.remote;

import io.netty.channel.ChannelOption;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Makes clients of other services, each with its own bounded connections. */
@Component
public class Remotes {

    private final WebClient.Builder builder;
    private final RemoteProperties properties;

    Remotes(WebClient.Builder builder, RemoteProperties properties) {
        this.builder = builder;
        this.properties = properties;
    }

    /** A client of the service of this name, to be completed. */
    public WebClient.Builder client(String name) {
        var connections = ConnectionProvider.builder(name)
                .maxConnections(properties.connections())
                .pendingAcquireMaxCount(properties.waiting())
                .pendingAcquireTimeout(properties.timeout())
                .build();
        var http = HttpClient.create(connections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(properties.connect().toMillis()))
                .responseTimeout(properties.timeout());
        var answerSize = Math.toIntExact(properties.answerSize().toBytes());
        return builder.clone()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(answerSize));
    }
}
