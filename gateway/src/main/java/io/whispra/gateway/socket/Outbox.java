package io.whispra.gateway.socket;

import java.util.ArrayDeque;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** What waits for one client, in order and bounded. Filled from any thread, emptied by the client's event loop. */
final class Outbox {

    /** What became of frames that were offered. */
    enum Offer {
        QUEUED,
        DROPPED,
        OVERFLOWED,
        CLOSED
    }

    private final int maxFrames;
    private final long maxBytes;
    private final ArrayDeque<Frame> frames = new ArrayDeque<>(2);
    private long bytes;
    private int lossy;
    private boolean closed;
    private boolean finished;

    Outbox(SocketProperties.Outbound bounds) {
        maxFrames = bounds.maxFrames();
        maxBytes = bounds.maxBytes().toBytes();
    }

    /**
     * Queues frames that belong together, or none of them. On overflow everything that waits is given up.
     *
     * @param stalled whether the client does not take what it is sent; else the event loop is behind, and only bytes count
     */
    synchronized Offer offer(List<Frame> unit, boolean stalled) {
        if (closed) {
            return Offer.CLOSED;
        }
        var size = 0L;
        for (var frame : unit) {
            size += frame.size();
        }
        if (!fits(unit.size(), size, stalled)) {
            if (unit.getFirst().lossy()) {
                return Offer.DROPPED;
            }
            dropLossy();
            if (!fits(unit.size(), size, stalled)) {
                clear();
                closed = true;
                return Offer.OVERFLOWED;
            }
        }
        unit.forEach(this::add);
        return Offer.QUEUED;
    }

    /** Queues the last frames; nothing is taken in after them. Only the first call does something: false for the others. */
    synchronized boolean finish(List<Frame> last) {
        if (finished) {
            return false;
        }
        last.forEach(this::add);
        closed = true;
        finished = true;
        return true;
    }

    /** Takes what waits, up to a size but at least one frame, as one buffer that the caller releases; null when nothing waits. */
    synchronized @Nullable ByteBuf take(ByteBufAllocator allocator, int atMost) {
        var first = frames.peek();
        if (first == null) {
            return null;
        }
        var batch = allocator.ioBuffer((int) Math.min(bytes, Math.max(atMost, first.size())));
        for (var frame = first; frame != null
                && (frame == first || batch.readableBytes() + frame.size() <= atMost); frame = frames.peek()) {
            frames.remove();
            bytes -= frame.size();
            lossy -= frame.lossy() ? 1 : 0;
            frame.writeTo(batch);
        }
        return batch;
    }

    /** Gives up all that waits and takes nothing in any more. */
    synchronized void discard() {
        clear();
        closed = true;
        finished = true;
    }

    synchronized boolean isFinished() {
        return finished;
    }

    synchronized boolean isEmpty() {
        return frames.isEmpty();
    }

    synchronized long bytes() {
        return bytes;
    }

    private boolean fits(int count, long size, boolean stalled) {
        return bytes + size <= maxBytes && (!stalled || frames.size() + count <= maxFrames);
    }

    private void dropLossy() {
        if (lossy > 0) {
            frames.removeIf(Frame::lossy);
            lossy = 0;
            bytes = frames.stream().mapToLong(Frame::size).sum();
        }
    }

    private void add(Frame frame) {
        frames.add(frame);
        bytes += frame.size();
        lossy += frame.lossy() ? 1 : 0;
    }

    private void clear() {
        frames.clear();
        bytes = 0;
        lossy = 0;
    }
}
