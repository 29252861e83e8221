package io.whispra.media.file;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Cuts a connection of which nothing was taken for so long while something is there for it. That alone is idle: who waits for us
 * is not. It stands at the connection, because nothing that waits for the end of a write can notice that the write never ends.
 */
final class IdleReader extends IdleStateHandler {
    IdleReader(Duration idle) {
        super(true, 0, idle.toMillis(), 0, TimeUnit.MILLISECONDS);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        var waiting = context.channel().unsafe().outboundBuffer();
        if (waiting != null && waiting.totalPendingWriteBytes() > 0) {
            context.close();
        }
    }
}
