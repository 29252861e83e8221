package io.whispra.room.log;

import io.whispra.room.remote.OwnTokens;
import io.whispra.room.remote.Remotes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Calls to the message service carry this service's own token, whoever they are made for. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    @Bean
    WebClient messageService(Remotes remotes, OwnTokens tokens) {
        return remotes.client("message-service").filter(tokens.of("whispra")).build();
    }
}
