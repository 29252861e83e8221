package io.whispra.gateway.socket;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.concurrent.EventExecutor;
import io.whispra.gateway.problem.Refusal;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Sinks;
import reactor.netty.NettyPipeline;

/** All open connections, by event loop. When the gateway stops they are told to come back after a random delay. */
@Component
public class Sockets implements SmartLifecycle {

    private static final int CLOSE_CODE = 4503;

    private final SocketProperties properties;
    private final WebSocketDecoderConfig rules;
    private final Map<EventExecutor, Loop> loops = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Sinks.Empty<Void> emptied = Sinks.empty();
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

    /** Gives an upgraded channel to the protocol. Called on the channel's event loop. */
    void open(Channel channel, Function<Link, Listener> protocol) {
        var loop = loops.computeIfAbsent(channel.eventLoop(),
                executor -> new Loop(executor, properties.heartbeat().tick()));
        var link = new WebSocketLink(loop, properties, protocol, gone -> {
            loop.remove(gone);
            closed();
        });
        loop.add(link);
        open.incrementAndGet();
        link.pause();
        attach(channel.pipeline(), link);
        if (!channel.isActive()) {
            link.gone();
            return;
        }
        link.listener().opened();
        if (stopping) {
            link.listener().goodbye(comeBack());
        }
        link.resume();
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
        var retry = Duration.ofMillis(ThreadLocalRandom.current().nextLong(properties.deadlines().retry().toMillis()));
        return new Bye(CLOSE_CODE, Refusal.unavailable("This gateway stops; another one answers.", retry), true, retry);
    }

    @Override
    public void start() {
        stopping = false;
        started = true;
    }

    @Override
    public void stop() {
        stopping = true;
        started = false;
        loops.forEach((executor, loop) -> executor
                .execute(() -> loop.links().forEach(link -> link.listener().goodbye(comeBack()))));
        if (open.get() == 0) {
            emptied.tryEmitEmpty();
        }
    }

    @Override
    public void stop(Runnable callback) {
        stop();
        emptied.asMono()
                .timeout(properties.deadlines().stop())
                .onErrorComplete()
                .subscribe(_ -> {}, _ -> {}, callback);
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
