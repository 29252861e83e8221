package io.whispra.gateway.socket;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
        this(0, settings, context -> {
            context.registerBean(Application.class, () -> application);
            context.register(Protocols.class);
            Stream.of(more).forEach(context::register);
        });
    }

    /** Starts on a port, with nothing but what is registered. */
    public SocketServer(int port, Map<String, String> settings, Consumer<AnnotationConfigApplicationContext> more) {
        context = new AnnotationConfigApplicationContext();
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.registerBean(SocketProperties.class, () -> properties(settings));
        context.register(Parts.class);
        more.accept(context);
        context.refresh();
        server = HttpServer.create().host("127.0.0.1").port(port)
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

    /** Until the server ends. */
    public void await() {
        server.onDispose().block();
    }

    /** No stereotype: the scan of a whole gateway must not find it. */
    @EnableWebFlux
    @ComponentScan({"io.whispra.gateway.socket", "io.whispra.gateway.problem"})
    static class Parts {}

    @ComponentScan({"io.whispra.gateway.plain", "io.whispra.gateway.socketio"})
    static class Protocols {}
}
