package io.whispra.gateway.socket;

import java.io.IOException;
import java.util.ArrayDeque;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;

/**
 * Reads one client, in the channel's pipeline. Nothing is read from the socket while the protocol is paused; what one read
 * brought beyond that waits, bounded.
 */
final class Inbound extends ChannelInboundHandlerAdapter {

    private static final int NORMAL = WebSocketCloseStatus.NORMAL_CLOSURE.code();

    private final WebSocketLink link;
    private final SocketProperties.Inbound bounds;
    private final Fragments fragments;
    private final ArrayDeque<Fragments.Message> waiting = new ArrayDeque<>(1);
    private final Rate rate;
    private int pauses;
    private boolean delivering;
    private boolean ponged;

    Inbound(WebSocketLink link, SocketProperties properties) {
        this.link = link;
        this.bounds = properties.inbound();
        this.fragments = new Fragments(bounds);
        this.rate = new Rate(properties.frames());
    }

    boolean isPaused() {
        return pauses > 0;
    }

    void pause() {
        pauses++;
    }

    void resume(ChannelHandlerContext ctx) {
        pauses--;
        deliver();
        readOn(ctx);
    }

    /** The connection ends: what still comes from the client is thrown away, up to its close. */
    void discard(ChannelHandlerContext ctx) {
        waiting.clear();
        ctx.read();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        link.attached(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof WebSocketFrame frame) {
                read(ctx, frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext ctx, WebSocketFrame frame) {
        link.heard();
        if (frame instanceof CloseWebSocketFrame close) {
            link.closedByClient(close.statusCode() < 0 ? NORMAL : close.statusCode());
        } else if (!link.isFinished()) {
            take(ctx, frame);
        }
    }

    private void take(ChannelHandlerContext ctx, WebSocketFrame frame) {
        try {
            rate.count();
            switch (frame) {
                case PingWebSocketFrame ping -> pong(ctx, ping);
                case PongWebSocketFrame _ -> {
                }
                default -> data(frame);
            }
        } catch (Refusal refusal) {
            link.goodbye(refusal);
        }
    }

    /** A client that does not read gets no pongs either: they must not pile up. */
    @SuppressWarnings("FutureReturnValueIgnored") // failures of void promises reach the pipeline
    private void pong(ChannelHandlerContext ctx, PingWebSocketFrame ping) {
        if (ctx.channel().isWritable()) {
            ponged = true;
            ctx.write(new PongWebSocketFrame(ping.content().retain()), ctx.voidPromise());
        }
    }

    private void data(WebSocketFrame frame) {
        var message = fragments.add(frame);
        if (message != null) {
            waiting.add(message);
            deliver();
        }
        if (waiting.size() > bounds.maxWaiting()) {
            throw new Refusal(ProblemType.TOO_FAST, "More than " + bounds.maxWaiting() + " messages at once.");
        }
    }

    private void deliver() {
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            while (pauses == 0 && !waiting.isEmpty()) {
                link.received(waiting.remove());
            }
        } finally {
            delivering = false;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (ponged) {
            ponged = false;
            ctx.flush();
        }
        readOn(ctx);
    }

    private void readOn(ChannelHandlerContext ctx) {
        if (link.isFinished()) {
            discard(ctx);
        } else if (pauses == 0 && waiting.isEmpty()) {
            ctx.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        link.drain();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting.clear();
        try {
            link.gone();
        } finally {
            ctx.fireChannelInactive();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException e when WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(e.closeStatus()) ->
                link.goodbye(new Refusal(ProblemType.TOO_LARGE,
                        "A frame must not exceed " + bounds.maxFrame().toBytes() + " bytes."));
            case CorruptedWebSocketFrameException _ ->
                link.goodbye(new Refusal(ProblemType.MALFORMED, "The frame breaks RFC 6455."));
            case IOException _ -> link.abort();
            default -> link.failed(cause);
        }
    }
}
