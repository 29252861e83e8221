package io.whispra.gateway.engineio;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Bye;
import io.whispra.gateway.socket.Frame;
import io.whispra.gateway.socket.Link;
import io.whispra.gateway.socket.Listener;
import io.whispra.gateway.socket.SocketProperties;
import io.whispra.gateway.socket.Turn;
import org.jspecify.annotations.Nullable;

/**
 * One session: opened by the server, kept alive by its pings, which the client must answer. The link is its transport; a session that
 * began with polling may move to another link, and to the event loop of that one, once.
 */
final class EngineSession implements EngineSocket, Listener {

    static final int NORMAL_CLOSURE = 1000;

    private final Guest guest;
    private final SocketProperties properties;
    private final Messages messages;
    private final @Nullable PollingLink polling;
    private final AtomicBoolean upgrading = new AtomicBoolean();
    private volatile Link link;
    private @Nullable Turn turn;
    private boolean pinged;
    private int pauses;
    /** When the next ping is due, and until when the last one must be answered (0 if it was), in nanoseconds. */
    private long due;
    private volatile long overdue;

    EngineSession(Guest guest, Link link, EngineIo engine) {
        this.guest = guest;
        this.link = link;
        this.polling = link instanceof PollingLink first ? first : null;
        this.properties = engine.properties();
        this.messages = engine.protocol().apply(this);
    }

    /** Who opened the session. */
    Guest guest() {
        return guest;
    }

    /** The polling of a session that still polls, else null. One whose time is over does not. */
    @Nullable
    PollingLink polling() {
        var first = polling;
        if (first == null || link != first) {
            return null;
        }
        if (overdue != 0 && System.nanoTime() - overdue >= 0) {
            first.run(first::abort);
            return null;
        }
        return first;
    }

    @Override
    public void opened() {
        var heartbeat = properties.heartbeat();
        link.send(Packet.open("""
                {"sid":"%s","upgrades":[%s],"pingInterval":%d,"pingTimeout":%d,"maxPayload":%d}""".formatted(
                guest.sid(),
                polling == null ? "" : "\"websocket\"", heartbeat.interval().toMillis(),
                heartbeat.timeout().toMillis(), properties.inbound().maxFrame().toBytes())));
        due = System.nanoTime();
        expectPing();
        messages.opened();
    }

    private void expectPing() {
        due += properties.heartbeat().interval().toNanos();
        turn = link.after(Duration.ofNanos(Math.max(0, due - System.nanoTime())), this::ping);
    }

    private void ping() {
        var timeout = properties.heartbeat().timeout();
        pinged = true;
        overdue = due + timeout.toNanos();
        link.send(Packet.PINGED);
        turn = link.after(timeout, this::expectPong);
    }

    /** A client that is not being read cannot be heard to answer. */
    private void expectPong() {
        if (pinged && !link.isPaused()) {
            link.abort();
        } else {
            overdue = 0;
            expectPing();
        }
    }

    private void ponged() {
        pinged = false;
        overdue = 0;
    }

    /** How long a try of another transport may take. */
    Duration connectWithin() {
        return properties.deadlines().connect();
    }

    /** Whether another transport may be tried now: one at a time. Whoever is let must say so when it is over. */
    boolean mayUpgrade() {
        return polling() != null && upgrading.compareAndSet(false, true);
    }

    /** Another transport works, or is no more. For any thread. */
    void probed(boolean successfully) {
        var first = polling;
        if (first != null) {
            first.run(() -> first.upgrade(successfully));
        }
        if (!successfully) {
            upgrading.set(false);
        }
    }

    /** Moves to another transport; it is told, on its event loop, whether that went well. For any thread. */
    void moveTo(Link next, Consumer<Boolean> moved) {
        var first = polling;
        if (first != null) {
            first.run(() -> {
                var successfully = first.moveTo(next);
                if (successfully) {
                    link = next;
                }
                next.run(() -> moved.accept(successfully));
            });
        }
    }

    /** The new transport's event loop is the session's from now on. */
    void arrived() {
        for (var i = 0; i < pauses; i++) {
            link.pause();
        }
    }

    @Override
    public void text(byte[] packet) {
        switch (packet.length == 0 ? 0 : packet[0]) {
            case Packet.MESSAGE -> messages.text(Arrays.copyOfRange(packet, 1, packet.length));
            case Packet.PONG -> ponged();
            case Packet.NOOP -> {
            }
            case Packet.CLOSE -> link.finish(List.of(), NORMAL_CLOSURE);
            default -> throw new Refusal(ProblemType.MALFORMED, "This is no packet that a client may send now.");
        }
    }

    @Override
    public void binary(byte[] message) {
        messages.binary(message);
    }

    @Override
    public void goodbye(Bye bye) {
        messages.goodbye(bye);
    }

    @Override
    public void closed() {
        if (turn != null) {
            turn.cancel();
        }
        guest.leave();
        messages.closed();
    }

    @Override
    public void introduced() {
        guest.visit().introduced();
    }

    @Override
    public void send(List<Frame> packets) {
        link.send(packets);
    }

    @Override
    public void finish(List<Frame> last, int code) {
        link.finish(last, code);
    }

    @Override
    public boolean isFinished() {
        return link.isFinished();
    }

    @Override
    public void pause() {
        pauses++;
        link.pause();
    }

    @Override
    public void resume() {
        pauses--;
        link.resume();
    }

    @Override
    public void run(Runnable action) {
        link.run(action);
    }

    @Override
    public Turn after(Duration delay, Runnable action) {
        return link.after(delay, action);
    }
}
