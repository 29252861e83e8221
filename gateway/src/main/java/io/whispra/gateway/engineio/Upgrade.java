package io.whispra.gateway.engineio;

import java.util.List;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Bye;
import io.whispra.gateway.socket.Link;
import io.whispra.gateway.socket.Listener;
import io.whispra.gateway.socket.Turn;
import org.jspecify.annotations.Nullable;

/** A WebSocket that a polling client tries, and then moves to; from then on it is the session's. */
final class Upgrade implements Listener {

    private enum State {
        TRIED,
        PROBED,
        MOVING,
        MOVED
    }

    private final Link link;
    private final EngineSession session;
    private volatile State state = State.TRIED;
    private @Nullable Turn deadline;
    private boolean gone;

    Upgrade(Link link, EngineSession session) {
        this.link = link;
        this.session = session;
    }

    @Override
    public void opened() {
        deadline = link.after(session.connectWithin(), link::abort);
    }

    @Override
    public void text(byte[] packet) {
        if (state == State.MOVED) {
            session.text(packet);
        } else if (state == State.TRIED && Packet.isProbe(packet)) {
            state = State.PROBED;
            link.send(Packet.PROBED);
            session.probed(true);
        } else if (state == State.PROBED && Packet.isUpgrade(packet)) {
            state = State.MOVING;
            link.pause();
            session.moveTo(link, this::moved);
        } else {
            throw new Refusal(ProblemType.MALFORMED, "This is no packet of an upgrade.");
        }
    }

    private void moved(boolean successfully) {
        cancelDeadline();
        if (!successfully) {
            state = State.TRIED;
            session.probed(false);
            goodbye(Bye.of(new Refusal(ProblemType.MALFORMED, "An upgrade follows the answers to all requests.")));
            return;
        }
        state = State.MOVED;
        session.arrived();
        if (gone) {
            session.closed();
        } else {
            link.resume();
        }
    }

    @Override
    public void binary(byte[] message) {
        if (state != State.MOVED) {
            throw new Refusal(ProblemType.MALFORMED, "This is no packet of an upgrade.");
        }
        session.binary(message);
    }

    /** A WebSocket that is only tried is nobody's loss. */
    @Override
    public void goodbye(Bye bye) {
        if (state == State.MOVED) {
            session.goodbye(bye);
        } else {
            link.finish(List.of(), bye.code());
        }
    }

    @Override
    public void closed() {
        cancelDeadline();
        gone = true;
        switch (state) {
            case TRIED, PROBED -> session.probed(false);
            case MOVED -> session.closed();
            case MOVING -> {
            }
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
        }
    }
}
