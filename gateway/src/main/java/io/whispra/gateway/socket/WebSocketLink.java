package io.whispra.gateway.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** A WebSocket, beneath the operators of WebFlux: frames go to the channel on its own event loop, as they are. */
final class WebSocketLink implements Link {

    private static final int BATCH = 32 * 1024;
    private static final int ROUNDS = 16;

    private final Loop loop;
    private final Duration closeWithin;
    private final Outbox outbox;
    private final Inbound inbound;
    private final Listener listener;
    private final Consumer<WebSocketLink> onGone;
    private final AtomicBoolean filled = new AtomicBoolean();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Turn deadline;
    /** Whether the client left something in the channel when last it was flushed. */
    private volatile boolean stalled;
    private boolean draining;
    private boolean heard;
    private boolean closing;
    private boolean gone;

    WebSocketLink(Loop loop, SocketProperties properties, Function<Link, Listener> protocol,
            Consumer<WebSocketLink> onGone) {
        this.loop = loop;
        this.closeWithin = properties.deadlines().close();
        this.outbox = new Outbox(properties.outbound());
        this.inbound = new Inbound(this, properties.inbound());
        this.onGone = onGone;
        this.listener = protocol.apply(this);
    }

    @Override
    public void send(List<Frame> unit) {
        switch (outbox.offer(unit, stalled)) {
            case QUEUED -> drainSoon();
            case OVERFLOWED -> goodbye(new Refusal(ProblemType.SLOW_READER, "Too much waited for this client."));
            case DROPPED, CLOSED -> {
            }
        }
    }

    @Override
    public void finish(List<Frame> last, int code) {
        var frames = new ArrayList<>(last);
        frames.add(Frame.close(code));
        if (outbox.finish(frames)) {
            drainSoon();
            loop.run(this::awaitClose);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
    public void abort() {
        outbox.discard();
        context().close();
    }

    @Override
    public void pause() {
        inbound.pause();
    }

    @Override
    public void resume() {
        inbound.resume(context());
    }

    @Override
    public boolean isPaused() {
        return inbound.isPaused();
    }

    @Override
    public void run(Runnable action) {
        loop.run(() -> guarded(action));
    }

    @Override
    public Turn after(Duration delay, Runnable action) {
        return loop.after(delay, () -> guarded(action));
    }

    /** What fails ends this connection, and only this one. */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    @Override
    public boolean wasHeard() {
        var was = heard;
        heard = false;
        return was;
    }

    @Override
    public boolean isFinished() {
        return outbox.isFinished();
    }

    /** Bytes that wait for the client. */
    long queuedBytes() {
        return outbox.bytes();
    }

    Inbound inbound() {
        return inbound;
    }

    Listener listener() {
        return listener;
    }

    void attached(ChannelHandlerContext context) {
        this.context = context;
    }

    void heard() {
        heard = true;
    }

    void received(Fragments.Message message) {
        if (isFinished()) {
            return;
        }
        guarded(() -> {
            if (message.isText()) {
                listener.text(message.payload());
            } else {
                listener.binary(message.payload());
            }
        });
    }

    void failed(Throwable error) {
        listener.goodbye(Answers.byeOf(error));
    }

    void goodbye(Refusal refusal) {
        listener.goodbye(Bye.of(refusal));
    }

    /** Answers the client's close (RFC 6455, section 5.5.1), or takes it as the answer to ours. */
    void closedByClient(int code) {
        closing = true;
        if (outbox.finish(List.of(Frame.close(code)))) {
            awaitClose();
        }
        drain();
    }

    private void awaitClose() {
        if (!gone) {
            deadline = loop.after(closeWithin, this::abort);
            inbound.discard(context());
        }
    }

    private void drainSoon() {
        if (filled.compareAndSet(false, true)) {
            loop.drainSoon(this);
        }
    }

    /** Writes what waits as far as the client takes it; the next in line has its turn before a client that takes much. */
    void drain() {
        if (draining) {
            return;
        }
        filled.set(false);
        draining = true;
        var channel = context();
        var rounds = 0;
        while (channel.channel().isWritable() && rounds < ROUNDS && flush(channel)) {
            rounds++;
        }
        draining = false;
        stalled = !channel.channel().isWritable();
        if (rounds == ROUNDS) {
            drainSoon();
        }
        if (closing && outbox.isEmpty()) {
            closeWhenWritten(channel);
        }
    }

    /** One flush for all that the channel takes now; false when nothing waited. */
    @SuppressWarnings("FutureReturnValueIgnored") // failures of void promises reach the pipeline
    private boolean flush(ChannelHandlerContext channel) {
        var written = false;
        while (channel.channel().isWritable()) {
            var batch = outbox.take(channel.alloc(), BATCH);
            if (batch == null) {
                break;
            }
            channel.write(batch, channel.voidPromise());
            written = true;
        }
        if (written) {
            channel.flush();
        }
        return written;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is only followed by the close
    private static void closeWhenWritten(ChannelHandlerContext channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    void gone() {
        if (!gone) {
            gone = true;
            outbox.discard();
            if (deadline != null) {
                deadline.cancel();
            }
            onGone.accept(this);
            listener.closed();
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "attached to a channel before it is used");
    }
}
