package io.whispra.gateway.socket;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FrameTest {

    private static <T> T decoded(Frame frame, Class<T> type) {
        var channel = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1 << 20));
        var wire = Unpooled.buffer();
        frame.writeTo(wire);
        assertThat(wire.readableBytes()).isEqualTo(frame.size());
        channel.writeInbound(wire);
        return type.cast(channel.readInbound());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 255, 256, 65_535, 65_536, 100_000})
    void anyLengthIsUnderstood(int length) {
        var frame = Frame.text(new byte[length / 2], new byte[length - length / 2]);
        var text = decoded(frame, TextWebSocketFrame.class);
        assertThat(text.content().readableBytes()).isEqualTo(length);
        assertThat(text.isFinalFragment()).isTrue();
        assertThat(frame.payload()).hasSize(length);
        text.release();
    }

    @Test
    void closeCarriesItsCode() {
        var close = decoded(Frame.close(4508), CloseWebSocketFrame.class);
        assertThat(close.statusCode()).isEqualTo(4508);
        close.release();
    }

    @Test
    void pingIsEmpty() {
        var ping = decoded(Frame.PING, PingWebSocketFrame.class);
        assertThat(ping.content().readableBytes()).isZero();
        ping.release();
    }
}
