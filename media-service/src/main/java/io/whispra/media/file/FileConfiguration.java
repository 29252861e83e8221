package io.whispra.media.file;

import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The client that contents are fetched with, and the patience with those who read them. */
@Configuration(proxyBeanMethods = false)
class FileConfiguration {
    private static final int CONNECT_MILLIS = 2000;
    /** In bytes. The writer of an answer takes up to 128 pieces before its reader has any: half a megabyte. */
    private static final int PIECE = 4 * 1024;

    @Bean(destroyMethod = "dispose")
    ConnectionProvider fileConnections(FileProperties properties) {
        return ConnectionProvider.builder("files")
                .maxConnections(properties.atOnce())
                .pendingAcquireMaxCount(properties.atOnce())
                .pendingAcquireTimeout(properties.timeout())
                .build();
    }

    @Bean
    WebClient fileHttp(ConnectionProvider fileConnections, FileProperties properties) {
        var http = HttpClient.create(fileConnections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(PIECE))
                .responseTimeout(properties.timeout())
                // Once it answers, StoreTurn finds out who is slow: here a slow reader would look like a slow store.
                .doOnResponse((_, connection) -> connection.removeHandler(NettyPipeline.ResponseTimeoutHandler));
        return WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
    }

    @Bean
    NettyServerCustomizer idleReaders(FileProperties properties) {
        return server -> server.doOnChannelInit(
                (_, channel, _) -> channel.pipeline().addFirst("whispra.idle", new IdleReader(properties.idle())));
    }
}
