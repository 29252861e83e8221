package io.whispra.gateway.socket;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxTest {

    private static final int MAX_FRAMES = 4;
    private static final int MAX_BYTES = 100;

    private final Outbox outbox = new Outbox(new SocketProperties.Outbound(MAX_FRAMES, DataSize.ofBytes(MAX_BYTES)));

    private static Frame frame(int size) {
        return Frame.text(new byte[size - 2]);
    }

    private Outbox.Offer offer(Frame... frames) {
        return outbox.offer(List.of(frames), true);
    }

    private int take(int atMost) {
        var batch = outbox.take(UnpooledByteBufAllocator.DEFAULT, atMost);
        try {
            return batch == null ? 0 : batch.readableBytes();
        } finally {
            if (batch != null) {
                batch.release();
            }
        }
    }

    @Test
    void bytesUpToTheBoundAreQueued() {
        assertThat(offer(frame(60), frame(40))).isEqualTo(Outbox.Offer.QUEUED);
        assertThat(outbox.bytes()).isEqualTo(MAX_BYTES);
        assertThat(offer(frame(2))).isEqualTo(Outbox.Offer.OVERFLOWED);
        assertThat(outbox.bytes()).isZero();
        assertThat(offer(frame(2))).isEqualTo(Outbox.Offer.CLOSED);
    }

    @Test
    void framesUpToTheBoundWaitForAClientThatDoesNotTakeThem() {
        for (var i = 0; i < MAX_FRAMES; i++) {
            assertThat(offer(frame(2))).isEqualTo(Outbox.Offer.QUEUED);
        }
        assertThat(outbox.offer(List.of(frame(2)), false)).isEqualTo(Outbox.Offer.QUEUED);
        assertThat(offer(frame(2))).isEqualTo(Outbox.Offer.OVERFLOWED);
    }

    @Test
    void lossyFramesGoFirst() {
        assertThat(offer(frame(30), Frame.lossy(new byte[28]), frame(30))).isEqualTo(Outbox.Offer.QUEUED);
        assertThat(offer(Frame.lossy(new byte[28]))).isEqualTo(Outbox.Offer.DROPPED);
        assertThat(outbox.bytes()).isEqualTo(90);
        assertThat(offer(frame(40))).isEqualTo(Outbox.Offer.QUEUED);
        assertThat(outbox.bytes()).isEqualTo(MAX_BYTES);
    }

    @Test
    void lastFramesAreTakenInAfterAnOverflowAndNothingAfterThem() {
        assertThat(offer(frame(MAX_BYTES + 1))).isEqualTo(Outbox.Offer.OVERFLOWED);
        assertThat(outbox.finish(List.of(frame(10), Frame.close(4508)))).isTrue();
        assertThat(outbox.finish(List.of(frame(10)))).isFalse();
        assertThat(offer(frame(2))).isEqualTo(Outbox.Offer.CLOSED);
        assertThat(take(1000)).isEqualTo(14);
    }

    @Test
    void batchHoldsWhatFitsButAtLeastOneFrame() {
        offer(frame(30), frame(20), frame(50));
        assertThat(take(50)).isEqualTo(50);
        assertThat(take(10)).isEqualTo(50);
        assertThat(take(10)).isZero();
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void orderIsKept() {
        offer(Frame.text("a".getBytes(StandardCharsets.UTF_8)), Frame.text("b".getBytes(StandardCharsets.UTF_8)));
        var batch = Objects.requireNonNull(outbox.take(UnpooledByteBufAllocator.DEFAULT, 100));
        assertThat(batch.readableBytes()).isEqualTo(6);
        assertThat(batch.toString(StandardCharsets.US_ASCII).charAt(2)).isEqualTo('a');
        assertThat(batch.toString(StandardCharsets.US_ASCII).charAt(5)).isEqualTo('b');
        batch.release();
    }

    @Test
    void t65_boundHoldsWhateverHappens() {
        var random = new Random(7);
        var expected = 0L;
        for (var i = 0; i < 100_000 && !outbox.isFinished(); i++) {
            if (random.nextInt(3) == 0) {
                expected -= take(random.nextInt(60));
            } else {
                var size = 2 + random.nextInt(20);
                if (outbox.bytes() + size > MAX_BYTES) {
                    continue;
                }
                expected += outbox.offer(List.of(frame(size)), false) == Outbox.Offer.QUEUED ? size : 0;
            }
            assertThat(outbox.bytes()).isEqualTo(expected).isBetween(0L, (long) MAX_BYTES);
        }
    }
}
