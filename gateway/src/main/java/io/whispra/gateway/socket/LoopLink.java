package io.whispra.gateway.socket;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** What connections of all transports have: a place on an event loop, an outbox, and the protocol above. */
public abstract class LoopLink implements Link {

    private final Place place;
    private final Outbox outbox;
    private final AtomicBoolean filled = new AtomicBoolean();
    private @Nullable Listener listener;
    private @Nullable Turn deadline;
    private boolean heard;
    private boolean gone;

    protected LoopLink(Place place) {
        this.place = place;
        this.outbox = new Outbox(place.properties().outbound());
    }

    /** Gives the connection its protocol. Called once, first. */
    final void serve(Listener protocol) {
        listener = protocol;
    }

    /** Writes what waits, as far as the client takes it. */
    protected abstract void drain();

    /** Whether the client does not take what it is sent. For any thread. */
    protected abstract boolean isStalled();

    /** The messages were offered after the outbox was moved: sends them from where it is now. */
    protected void sendOn(List<Frame> unit) {}

    @Override
    public final void send(List<Frame> unit) {
        switch (outbox.offer(unit, isStalled())) {
            case QUEUED -> drainSoon();
            case OVERFLOWED -> goodbye(new Refusal(ProblemType.SLOW_READER, "Too much waited for this client."));
            case MOVED -> sendOn(unit);
            case DROPPED, CLOSED -> {
            }
        }
    }

    @Override
    public void run(Runnable action) {
        place.loop().run(() -> guarded(action));
    }

    @Override
    public Turn after(Duration delay, Runnable action) {
        return place.loop().after(delay, () -> guarded(action));
    }

    /** A timeout that is kept wherever {@link #run} leads to by then. */
    protected final Turn following(Duration delay, Runnable action) {
        var turn = new Turn(action, 0);
        place.loop().after(delay, () -> run(turn::run));
        return turn;
    }

    /** What fails ends this connection, and only this one. */
    protected final void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    @Override
    public final boolean wasHeard() {
        var was = heard;
        heard = false;
        return was;
    }

    @Override
    public final boolean isFinished() {
        return outbox.isFinished();
    }

    /** Something came from the client. */
    protected final void heard() {
        heard = true;
    }

    protected final void received(boolean text, byte[] message) {
        if (text) {
            listener().text(message);
        } else {
            listener().binary(message);
        }
    }

    protected final void failed(Throwable error) {
        listener().goodbye(Answers.byeOf(error));
    }

    protected final void goodbye(Refusal refusal) {
        listener().goodbye(Bye.of(refusal));
    }

    protected final Outbox outbox() {
        return outbox;
    }

    protected final SocketProperties properties() {
        return place.properties();
    }

    final Listener listener() {
        return Objects.requireNonNull(listener, "served before it is used");
    }

    protected final void drainSoon() {
        if (filled.compareAndSet(false, true)) {
            place.loop().drainSoon(this);
        }
    }

    final void drained() {
        filled.set(false);
        drain();
    }

    /** The client has been told to go: it is cut if it does not in time. False if it is gone already. */
    protected final boolean expectEnd() {
        if (gone) {
            return false;
        }
        deadline = place.loop().after(place.properties().deadlines().close(), this::abort);
        return true;
    }

    protected final boolean isGone() {
        return gone;
    }

    /** The connection is no more. Later calls do nothing. */
    protected final void gone() {
        if (leave()) {
            outbox.discard();
            listener().closed();
        }
    }

    /** Gives up the place, without a word to the protocol. False if that happened already. */
    protected final boolean leave() {
        if (gone) {
            return false;
        }
        gone = true;
        if (deadline != null) {
            deadline.cancel();
        }
        place.leave(this);
        return true;
    }
}
