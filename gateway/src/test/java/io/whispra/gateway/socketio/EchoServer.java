package io.whispra.gateway.socketio;

import java.util.Map;

import io.whispra.gateway.engineio.CrossOrigin;
import io.whispra.gateway.engineio.EngineIo;
import io.whispra.gateway.socket.Answers;
import io.whispra.gateway.socket.Handshake;
import io.whispra.gateway.socket.SocketProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Serves the echo with the namespaces `/` and `/custom`, under a path of its own. No stereotype: the scan of a whole gateway must not find it. */
public class EchoServer {

    public static final String PATH = "/echo.io/";

    @Bean
    EchoNamespace echo() {
        return new EchoNamespace();
    }

    @Bean
    SimpleUrlHandlerMapping echoes(Handshake handshake, Answers answers, JsonMapper json, SocketProperties properties,
            EchoNamespace echo) {
        var served = new SocketIo(Map.of("/", echo, "/custom", echo), answers, json, properties);
        var mapping = new SimpleUrlHandlerMapping(
                Map.of(PATH, new EngineIo(handshake, properties, session -> new Connection(session, served))), 0);
        mapping.setCorsProcessor(new CrossOrigin(handshake));
        return mapping;
    }
}
