package io.whispra.gateway.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** A WebSocket, beneath the operators of WebFlux: frames go to the channel on its own event loop, as they are. */
final class WebSocketLink extends LoopLink {

    private static final int BATCH = 32 * 1024;
    private static final int ROUNDS = 16;

    private final Inbound inbound;
    private @Nullable ChannelHandlerContext context;
    /** Whether the client left something in the channel when last it was flushed. */
    private volatile boolean stalled;
    private boolean draining;
    private boolean closing;

    WebSocketLink(Place place) {
        super(place);
        this.inbound = new Inbound(this, properties());
    }

    @Override
    protected boolean isStalled() {
        return stalled;
    }

    @Override
    public void finish(List<Frame> last, int code) {
        var frames = new ArrayList<>(last);
        frames.add(Frame.close(code));
        if (outbox().finish(frames)) {
            drainSoon();
            run(this::awaitClose);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
    public void abort() {
        outbox().discard();
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

    Inbound inbound() {
        return inbound;
    }

    void attached(ChannelHandlerContext context) {
        this.context = context;
    }

    void received(Fragments.Message message) {
        if (!isFinished()) {
            guarded(() -> received(message.isText(), message.payload()));
        }
    }

    /** Answers the client's close (RFC 6455, section 5.5.1), or takes it as the answer to ours. */
    void closedByClient(int code) {
        closing = true;
        if (outbox().finish(List.of(Frame.close(code)))) {
            awaitClose();
        }
        drain();
    }

    private void awaitClose() {
        if (expectEnd()) {
            inbound.discard(context());
        }
    }

    /** Writes what waits as far as the client takes it; the next in line has its turn before a client that takes much. */
    @Override
    protected void drain() {
        if (draining) {
            return;
        }
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
        if (closing && outbox().isEmpty()) {
            closeWhenWritten(channel);
        }
    }

    /** One flush for all that the channel takes now; false when nothing waited. */
    @SuppressWarnings("FutureReturnValueIgnored") // failures of void promises reach the pipeline
    private boolean flush(ChannelHandlerContext channel) {
        var written = false;
        while (channel.channel().isWritable()) {
            var batch = outbox().take(channel.alloc(), BATCH);
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

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "attached to a channel before it is used");
    }
}
