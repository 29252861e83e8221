package io.whispra.gateway.edge;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection whose client is too slow: with the headers of a request, with its body, or in taking an answer. Time in which we do not read
 * is not counted. A timer runs only while something is incomplete. Confined to the connection's event loop; a WebSocket is none of its
 * business.
 */
final class Pace {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Channel channel;
    private final ConnectionProperties properties;
    private @Nullable ScheduledFuture<?> timer;
    private Part part = Part.HEADERS;
    /** When the part began that is waited for; 0 between two requests. */
    private long began = System.nanoTime();
    private long received;
    private long waited;
    private long wanted;
    private long stalled;
    private long left;

    private enum Part {
        HEADERS,
        BODY
    }

    Pace(Channel channel, ConnectionProperties properties) {
        this.channel = channel;
        this.properties = properties;
    }

    /** Stands before the codec. */
    ChannelHandler bytes() {
        return new Bytes();
    }

    /** Stands after the codec. */
    ChannelHandler requests() {
        return new Requests();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
    private void look() {
        timer = null;
        var now = System.nanoTime();
        if (isTooSlow(now) || isStalled(now)) {
            channel.close();
        } else if (began != 0 || stalled != 0) {
            lookLater();
        }
    }

    private void lookLater() {
        if (timer == null) {
            timer = channel.eventLoop().schedule(this::look, LOOK.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private boolean isTooSlow(long now) {
        if (began == 0) {
            return false;
        }
        if (part == Part.HEADERS) {
            return now - began > properties.headerTimeout().toNanos();
        }
        var time = waited + (wanted == 0 ? 0 : now - wanted);
        return time > properties.bodyGrace().toNanos()
                && received < time / SECOND * properties.minBodyRate().toBytes();
    }

    private boolean isStalled(long now) {
        if (stalled == 0 || channel.isWritable()) {
            stalled = 0;
            return false;
        }
        var unwritten = unwritten();
        if (unwritten < left) {
            stalled = now;
        }
        left = unwritten;
        return now - stalled > properties.writeTimeout().toNanos();
    }

    private long unwritten() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    private void over() {
        began = 0;
        stalled = 0;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private final class Bytes extends ChannelDuplexHandler {

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            lookLater();
            ctx.fireChannelActive();
        }

        @Override
        public void read(ChannelHandlerContext ctx) {
            if (wanted == 0) {
                wanted = System.nanoTime();
            }
            ctx.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            var now = System.nanoTime();
            if (began == 0) {
                began = now;
            }
            if (wanted != 0) {
                waited += now - wanted;
                wanted = 0;
            }
            received += message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
            ctx.fireChannelRead(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            if (began != 0) {
                lookLater();
            }
            ctx.fireChannelReadComplete();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            if (!channel.isWritable() && stalled == 0) {
                stalled = System.nanoTime();
                left = unwritten();
                lookLater();
            }
            ctx.fireChannelWritabilityChanged();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            over();
            ctx.fireChannelInactive();
        }
    }

    private final class Requests extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpRequest) {
                part = Part.BODY;
                received = 0;
                waited = 0;
            }
            if (message instanceof LastHttpContent) {
                part = Part.HEADERS;
                began = 0;
            }
            ctx.fireChannelRead(message);
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the promise is the caller's
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ctx.write(message, promise);
            if (message instanceof HttpResponse response
                    && HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
                over();
                ctx.pipeline().remove("whispra.bytes");
                ctx.pipeline().remove(this);
            }
        }
    }
}
