package io.whispra.gateway.engineio;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Bye;
import io.whispra.gateway.socket.Frame;
import io.whispra.gateway.socket.Link;
import io.whispra.gateway.socket.Listener;
import io.whispra.gateway.socket.SocketProperties;
import io.whispra.gateway.socket.Turn;
import org.jspecify.annotations.Nullable;

/** One session: opened by the server, kept alive by its pings, which the client must answer. The link is its transport. */
final class EngineSession implements EngineSocket, Listener {

    private static final int NORMAL_CLOSURE = 1000;

    private final String sid;
    private final Link link;
    private final SocketProperties properties;
    private final Messages messages;
    private @Nullable Turn turn;
    private boolean pinged;

    EngineSession(String sid, Link link, SocketProperties properties, Function<EngineSocket, Messages> protocol) {
        this.sid = sid;
        this.link = link;
        this.properties = properties;
        this.messages = protocol.apply(this);
    }

    @Override
    public void opened() {
        var heartbeat = properties.heartbeat();
        link.send(Packet.open("""
                {"sid":"%s","upgrades":[],"pingInterval":%d,"pingTimeout":%d,"maxPayload":%d}""".formatted(sid,
                heartbeat.interval().toMillis(), heartbeat.timeout().toMillis(),
                properties.inbound().maxFrame().toBytes())));
        turn = link.after(heartbeat.interval(), this::ping);
        messages.opened();
    }

    private void ping() {
        pinged = true;
        link.send(Packet.PINGED);
        turn = link.after(properties.heartbeat().timeout(), this::expectPong);
    }

    /** A client that is not being read cannot be heard to answer. */
    private void expectPong() {
        if (pinged && !link.isPaused()) {
            link.abort();
            return;
        }
        var heartbeat = properties.heartbeat();
        turn = link.after(heartbeat.interval().minus(heartbeat.timeout()), this::ping);
    }

    @Override
    public void text(byte[] packet) {
        switch (packet.length == 0 ? 0 : packet[0]) {
            case Packet.MESSAGE -> messages.text(Arrays.copyOfRange(packet, 1, packet.length));
            case Packet.PONG -> pinged = false;
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
        messages.closed();
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
        link.pause();
    }

    @Override
    public void resume() {
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
