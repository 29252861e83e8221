package io.whispra.gateway.socket;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** What waits for one client, in order and bounded. Filled from any thread, emptied by the client's event loop. */
public final class Outbox {

    /** What became of frames that were offered. */
    enum Offer {
        QUEUED,
        DROPPED,
        OVERFLOWED,
        CLOSED,
        /** Another takes them now. */
        MOVED
    }

    private final int maxFrames;
    private final long maxBytes;
    private final ArrayDeque<Frame> frames = new ArrayDeque<>(2);
    private long bytes;
    private int lossy;
    private boolean closed;
    private boolean finished;
    private boolean moved;

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
        if (moved) {
            return Offer.MOVED;
        }
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

    /** Queues the last frames; nothing is taken in after them. Only the first call does something, and none after a move: false for
     * the others. */
    public synchronized boolean finish(List<Frame> last) {
        if (finished || moved) {
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

    /** Takes everything that waits. */
    public synchronized List<Frame> takeAll() {
        var all = List.copyOf(frames);
        clear();
        return all;
    }

    /** Hands everything that waits to a successor, before anything that is offered from now on. */
    public synchronized void moveTo(Consumer<List<Frame>> successor) {
        successor.accept(takeAll());
        moved = true;
    }

    /** Gives up all that waits and takes nothing in any more. */
    public synchronized void discard() {
        clear();
        closed = true;
        finished = true;
    }

    public synchronized boolean isFinished() {
        return finished;
    }

    public synchronized boolean isEmpty() {
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
