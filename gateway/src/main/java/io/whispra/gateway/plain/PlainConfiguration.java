package io.whispra.gateway.plain;

import java.util.Map;

import io.whispra.gateway.socket.Answers;
import io.whispra.gateway.socket.Application;
import io.whispra.gateway.socket.Handshake;
import io.whispra.gateway.socket.Ids;
import io.whispra.gateway.socket.SocketProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.WebHandler;
import tools.jackson.databind.json.JsonMapper;

/** Serves the application on plain WebSockets. */
@Configuration(proxyBeanMethods = false)
class PlainConfiguration {

    private static final String PATH = "/api/v1/ws";
    private static final int BEFORE_ROUTES = 0;

    @Bean
    PlainProtocol plainProtocol(Application application, Answers answers, JsonMapper json,
            SocketProperties properties) {
        return new PlainProtocol(application, answers, json, properties);
    }

    @Bean
    SimpleUrlHandlerMapping plainSockets(Handshake handshake, PlainProtocol protocol) {
        WebHandler sockets = exchange -> handshake.open(exchange,
                (link, visit) -> new PlainClient(Ids.next(), link, visit, protocol));
        return new SimpleUrlHandlerMapping(Map.of(PATH, sockets), BEFORE_ROUTES);
    }
}
