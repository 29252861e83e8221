package io.whispra.gateway.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.concurrent.EventExecutor;
import io.whispra.gateway.problem.Refusal;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerResponse;

/** All open connections, by event loop. When the gateway stops they are told, in waves, to come back after a random delay. */
@Component
public class Sockets implements SmartLifecycle {

    private static final int CLOSE_CODE = 4503;

    private final SocketProperties properties;
    private final WebSocketDecoderConfig rules;
    private final Map<EventExecutor, Loop> loops = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Sinks.Empty<Void> emptied = Sinks.empty();
    private final Disposable.Swap draining = Disposables.swap();
    private volatile boolean stopping;
    private volatile boolean started;

    Sockets(SocketProperties properties) {
        this.properties = properties;
        this.rules = WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(true)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .maxFramePayloadLength((int) properties.inbound().maxFrame().toBytes())
                .build();
    }

    /** How many connections are open. */
    public int count() {
        return open.get();
    }

    void refuseWhenStopping() {
        if (stopping) {
            throw comeBack().problem();
        }
    }

    /** Gives an upgraded channel to the protocol. Called on the channel's event loop. */
    void open(Channel channel, Function<Link, Listener> protocol) {
        var loop = loop(channel);
        var link = new WebSocketLink(place(loop));
        link.serve(protocol.apply(link));
        enter(loop, link);
        link.pause();
        attach(channel.pipeline(), link);
        if (!channel.isActive()) {
            link.gone();
            return;
        }
        begin(link);
        link.resume();
    }

    /** Makes a connection that has no channel of its own, on the event loop of the request that is being answered. */
    public <L extends LoopLink> void open(ServerHttpResponse response, Function<Place, L> made,
            Function<Link, Listener> protocol, Consumer<L> opened) {
        var loop = loop(channel(response));
        loop.run(() -> {
            var link = made.apply(place(loop));
            link.serve(protocol.apply(link));
            enter(loop, link);
            begin(link);
            opened.accept(link);
        });
    }

    static Channel channel(ServerHttpResponse response) {
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        return ((ChannelOperations<?, ?>) netty).channel();
    }

    private Loop loop(Channel channel) {
        return loops.computeIfAbsent(channel.eventLoop(),
                executor -> new Loop(executor, properties.heartbeat().tick()));
    }

    private Place place(Loop loop) {
        return new Place(loop, properties, gone -> {
            loop.remove(gone);
            closed();
        });
    }

    private void enter(Loop loop, LoopLink link) {
        loop.add(link);
        open.incrementAndGet();
    }

    private void begin(LoopLink link) {
        link.listener().opened();
        if (stopping) {
            link.listener().goodbye(comeBack());
        }
    }

    /** Frames that break the rules are ours to answer, with a `bye`; the framework's decoder would just close. */
    private void attach(ChannelPipeline pipeline, WebSocketLink link) {
        pipeline.addBefore(NettyPipeline.ReactiveBridge, "whispra.inbound", link.inbound());
        pipeline.replace(WebSocket13FrameDecoder.class, "whispra.frames", new WebSocket13FrameDecoder(rules));
    }

    private void closed() {
        if (open.decrementAndGet() == 0 && stopping) {
            emptied.tryEmitEmpty();
        }
    }

    private Bye comeBack() {
        var retry = Duration.ofMillis(ThreadLocalRandom.current().nextLong(properties.drain().retry().toMillis()));
        return new Bye(CLOSE_CODE, Refusal.unavailable("This gateway stops; another one answers.", retry), true, retry);
    }

    @Override
    public void start() {
        stopping = false;
        started = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Says goodbye to a part of the connections after the other, and then calls back. */
    @Override
    public void stop(Runnable callback) {
        stopping = true;
        started = false;
        if (open.get() == 0) {
            emptied.tryEmitEmpty();
        }
        var waves = new Waves(properties.drain());
        draining.update(all().flatMapMany(waves::of)
                .doOnNext(wave -> wave.forEach(link -> link.listener().goodbye(comeBack())))
                .then(emptied.asMono())
                .timeout(properties.drain().deadline())
                .onErrorComplete()
                .subscribe(_ -> {}, _ -> {}, callback));
    }

    private Mono<List<LoopLink>> all() {
        return Flux.fromIterable(loops.entrySet())
                .concatMap(loop -> Mono.fromSupplier(loop.getValue()::links)
                        .subscribeOn(Schedulers.fromExecutor(loop.getKey())))
                .collect(ArrayList::new, List::addAll);
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
