package io.whispra.gateway.socketio;

import java.util.Map;

import io.whispra.gateway.engineio.CrossOrigin;
import io.whispra.gateway.engineio.EngineIo;
import io.whispra.gateway.socket.Answers;
import io.whispra.gateway.socket.Application;
import io.whispra.gateway.socket.Handshake;
import io.whispra.gateway.socket.SocketProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Serves the application with Socket.IO, in the main namespace. */
@Configuration(proxyBeanMethods = false)
class SocketIoConfiguration {

    private static final String PATH = "/socket.io/";
    private static final int BEFORE_ROUTES = 0;

    @Bean
    SocketIo socketIo(Application application, Answers answers, JsonMapper json, SocketProperties properties) {
        return new SocketIo(Map.of("/", new ApplicationNamespace(application, answers)), answers, json, properties);
    }

    @Bean
    SimpleUrlHandlerMapping socketIoSockets(Handshake handshake, SocketIo served, SocketProperties properties) {
        var endpoint = new EngineIo(handshake, properties, session -> new Connection(session, served));
        var mapping = new SimpleUrlHandlerMapping(Map.of(PATH, endpoint), BEFORE_ROUTES);
        mapping.setCorsProcessor(new CrossOrigin(handshake));
        return mapping;
    }
}
