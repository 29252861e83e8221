package io.whispra.gateway.socket;

import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/** The sockets of the gateway on a real port, serving an application of the test, without the rest of the gateway. */
public final class SocketServer implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;
    private final DisposableServer server;

    /** Starts with settings below `whispra.socket`, and with more configuration. */
    public SocketServer(Application application, Map<String, String> settings, Class<?>... more) {
        context = new AnnotationConfigApplicationContext();
        context.registerBean(Application.class, () -> application);
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.registerBean(SocketProperties.class, () -> properties(settings));
        context.register(Parts.class);
        if (more.length > 0) {
            context.register(more);
        }
        context.refresh();
        server = HttpServer.create().host("127.0.0.1").port(0)
                .handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.applicationContext(context).build()))
                .bindNow();
    }

    private static SocketProperties properties(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("", SocketProperties.class);
    }

    public int port() {
        return server.port();
    }

    public AnnotationConfigApplicationContext context() {
        return context;
    }

    public Sockets sockets() {
        return context.getBean(Sockets.class);
    }

    /** Stops the application as a signal would, while the port still answers. */
    public void stop() {
        context.stop();
    }

    @Override
    public void close() {
        context.close();
        server.disposeNow();
    }

    /** No stereotype: the scan of a whole gateway must not find it. */
    @EnableWebFlux
    @ComponentScan({"io.whispra.gateway.socket", "io.whispra.gateway.plain", "io.whispra.gateway.socketio",
            "io.whispra.gateway.problem"})
    static class Parts {}
}
