package io.whispra.gateway.engineio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Frame;
import io.whispra.gateway.socket.Link;
import io.whispra.gateway.socket.LoopLink;
import io.whispra.gateway.socket.Place;
import io.whispra.gateway.socket.Rate;
import io.whispra.gateway.socket.Turn;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * HTTP long-polling: one GET at a time takes what waits, or waits itself; one POST at a time brings packets, and is answered when
 * they have been handed over. After an upgrade everything that still comes here goes to the WebSocket.
 */
final class PollingLink extends LoopLink {

    private static final Duration NOOP_AFTER = Duration.ofMillis(100);

    private final Rate rate;
    private final long patience;
    private @Nullable MonoSink<byte[]> polling;
    private long polls;
    private final AtomicBoolean pushing = new AtomicBoolean();
    private @Nullable MonoSink<Void> pusher;
    private @Nullable Payload pushed;
    private volatile @Nullable Link successor;
    private volatile boolean waiting;
    /** When the last GET was answered, in nanoseconds. */
    private volatile long answered = System.nanoTime();
    private boolean upgrading;
    private boolean delivering;
    private int pauses;
    private volatile int code;
    private volatile boolean lastWords;

    PollingLink(Place place) {
        super(place);
        this.rate = new Rate(properties().frames());
        this.patience = properties().deadlines().close().toNanos();
    }

    /** The next packets, as soon as there are any. */
    Mono<byte[]> poll() {
        return Mono.create(sink -> {
            var number = new AtomicLong();
            sink.onCancel(() -> run(() -> cancelled(number.get())));
            run(() -> number.set(polled(sink)));
        });
    }

    /** The number of the GET that waits from now on, 0 if it is refused. */
    private long polled(MonoSink<byte[]> sink) {
        if (isGone()) {
            sink.error(new NotOpen());
            return 0;
        }
        if (polling != null) {
            sink.error(new NotOpen());
            goodbye(malformed("A second GET came before the first was answered."));
            return 0;
        }
        polling = sink;
        polls++;
        waiting = true;
        drain();
        endSoon();
        return polls;
    }

    private static Refusal malformed(String detail) {
        return new Refusal(ProblemType.MALFORMED, detail);
    }

    private boolean isWaiting(long number) {
        return polling != null && polls == number;
    }

    /** The client broke the request off: what was sent may be lost, so nothing more is. */
    private void cancelled(long number) {
        if (isWaiting(number)) {
            polling = null;
            abort();
        }
    }

    /** A client that upgrades waits for its GET to end. */
    private void endSoon() {
        var number = polls;
        if (upgrading && polling != null) {
            after(NOOP_AFTER, () -> {
                if (isWaiting(number)) {
                    respond(List.of(Packet.IDLE));
                }
            });
        }
    }

    /** Hands the packets of a request's body over; ends when that is done. */
    Mono<Void> push(Mono<byte[]> body) {
        return Mono.defer(() -> {
            if (!pushing.compareAndSet(false, true)) {
                run(() -> goodbye(malformed("A second POST came before the first was answered.")));
                return Mono.error(new NotOpen());
            }
            // Before the client hears the answer, or its next request would find this one.
            return body.flatMap(this::handedOver)
                    .doOnTerminate(() -> pushing.set(false))
                    .doOnCancel(() -> pushing.set(false));
        });
    }

    private Mono<Void> handedOver(byte[] body) {
        return Mono.create(sink -> run(() -> pushed(sink, body)));
    }

    /** What came cannot be read. For any thread. */
    void refused(Refusal refusal) {
        run(() -> goodbye(refusal));
    }

    private void pushed(MonoSink<Void> sink, byte[] body) {
        if (isGone()) {
            sink.error(new NotOpen());
            return;
        }
        if (isFinished()) {
            sink.success();
            return;
        }
        heard();
        pusher = sink;
        try {
            pushed = new Payload(body);
            deliver();
        } catch (Refusal refusal) {
            refuse(refusal);
        }
    }

    private void deliver() {
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            for (var payload = pushed; payload != null && payload.hasNext() && pauses == 0 && !isFinished();) {
                rate.count();
                var packet = payload.next();
                received(packet.isText(), packet.content());
            }
            if (pushed != null && (isFinished() || !pushed.hasNext())) {
                answerPush();
            }
        } catch (RuntimeException e) {
            refuse(e);
        } finally {
            delivering = false;
        }
    }

    private void answerPush() {
        var sink = pusher;
        var complete = pushed == null || !pushed.hasNext();
        pusher = null;
        pushed = null;
        if (sink != null && complete) {
            sink.success();
        } else if (sink != null) {
            sink.error(new NotOpen());
        }
    }

    /** A client that fails to push hears nothing more; so where there are last words for it, they say what was wrong. */
    private void refuse(RuntimeException error) {
        var sink = pusher;
        pusher = null;
        pushed = null;
        failed(error);
        if (sink != null && lastWords) {
            sink.success();
        } else if (sink != null) {
            sink.error(error);
        }
    }

    @Override
    protected void drain() {
        if (polling == null || isGone()) {
            return;
        }
        var frames = outbox().takeAll();
        if (!frames.isEmpty()) {
            respond(frames);
        } else if (outbox().isFinished()) {
            end();
        }
    }

    private void respond(List<Frame> frames) {
        var sink = polling;
        polling = null;
        answered = System.nanoTime();
        waiting = false;
        if (sink != null) {
            sink.success(Payload.of(frames));
        }
    }

    /** A client is not slow because its next GET is on the way. */
    @Override
    protected boolean isStalled() {
        return !waiting && System.nanoTime() - answered > patience;
    }

    @Override
    public void finish(List<Frame> last, int code) {
        if (!isFinished()) {
            this.code = code;
            lastWords = !last.isEmpty();
        }
        var next = successor;
        if (outbox().finish(last)) {
            run(this::finished);
        } else if (next != null) {
            next.finish(last, code);
        }
    }

    /** The last words wait for a GET, and the end for another: a stock client forgets what comes in one payload with the end. */
    private void finished() {
        if (isGone()) {
            return;
        }
        if (outbox().isEmpty()) {
            end();
        } else {
            expectEnd();
            drain();
        }
    }

    @Override
    public void abort() {
        outbox().discard();
        end();
    }

    private void end() {
        respond(List.of(code == EngineSession.NORMAL_CLOSURE ? Packet.IDLE : Packet.CLOSED));
        gone();
        answerPush();
    }

    @Override
    public void pause() {
        pauses++;
    }

    @Override
    public void resume() {
        pauses--;
        deliver();
    }

    @Override
    public boolean isPaused() {
        return pauses > 0;
    }

    /** Lets the waiting GET end, so that the client can move on to a WebSocket; or not after all. */
    void upgrade(boolean begun) {
        upgrading = begun;
        endSoon();
    }

    /**
     * Gives everything to a WebSocket. False if the client may not go there now. A GET that still waits comes too late, for a client
     * goes when its last one has ended. On this event loop.
     */
    boolean moveTo(Link next) {
        if (isGone() || pushing.get()) {
            return false;
        }
        successor = next;
        outbox().moveTo(frames -> moved(next, frames));
        var late = polling;
        polling = null;
        if (late != null) {
            late.error(new NotOpen());
        }
        leave();
        return true;
    }

    private void moved(Link next, List<Frame> frames) {
        if (outbox().isFinished()) {
            next.finish(frames, code);
        } else if (!frames.isEmpty()) {
            next.send(frames);
        }
    }

    @Override
    protected void sendOn(List<Frame> unit) {
        var next = successor;
        if (next != null) {
            next.send(unit);
        }
    }

    /** What is done on the client's event loop follows it there. */
    @Override
    public void run(Runnable action) {
        super.run(() -> {
            var next = successor;
            if (next == null) {
                action.run();
            } else {
                next.run(action);
            }
        });
    }

    @Override
    public Turn after(Duration delay, Runnable action) {
        return following(delay, action);
    }

    /** The request is refused, whatever becomes of the session. */
    static final class NotOpen extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotOpen() {
            super("another request is open, or the session is not", null, false, false);
        }
    }
}
