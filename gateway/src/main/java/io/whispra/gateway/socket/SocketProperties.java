package io.whispra.gateway.socket;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of the sockets.
 *
 * @param allowedOrigins web origins, such as `https://chat.example`, that may connect besides the gateway's own
 * @param inbound        what one client may send
 * @param frames         how fast it may
 * @param outbound       what may wait for one client
 * @param visits         how many may be connected
 * @param heartbeat      how dead connections are found
 * @param deadlines      how long a connection may take to open and to close
 * @param drain          how all connections close when the gateway stops
 */
@ConfigurationProperties("whispra.socket")
public record SocketProperties(@DefaultValue Set<String> allowedOrigins, @DefaultValue Inbound inbound,
        @DefaultValue Frames frames, @DefaultValue Outbound outbound, @DefaultValue Visits visits,
        @DefaultValue Heartbeat heartbeat, @DefaultValue Deadlines deadlines, @DefaultValue Drain drain) {

    /**
     * What one client may send.
     *
     * @param maxFrame      the largest message
     * @param maxFragments  into how many frames a message may be cut
     * @param maxInProgress events that are handed to the application and not yet answered; then the connection is not read
     * @param maxWaiting    messages that came in one read and wait for those in progress; more is too fast
     */
    public record Inbound(@DefaultValue("64KB") DataSize maxFrame, @DefaultValue("128") int maxFragments,
            @DefaultValue("8") int maxInProgress, @DefaultValue("1024") int maxWaiting) {

        public Inbound {
            Assert.isTrue(maxFrame.toBytes() > 0 && maxFrame.toBytes() < Integer.MAX_VALUE,
                    "max-frame: 1 byte to 2 GB");
            Assert.isTrue(maxFragments > 0 && maxInProgress > 0 && maxWaiting > 0, "inbound bounds must be positive");
        }
    }

    /**
     * How fast one client may send: frames of a WebSocket (pings and fragments too), or packets of polling.
     *
     * @param perSecond in the long run; 0 stands for no limit
     * @param burst     at once
     */
    public record Frames(@DefaultValue("60") int perSecond, @DefaultValue("240") int burst) {

        public Frames {
            Assert.isTrue(perSecond >= 0 && burst > 0, "frames must not be negative, and burst positive");
        }
    }

    /**
     * How many may be connected.
     *
     * @param most                all together
     * @param perAddress          from one address, or one IPv6 network of 64 bits
     * @param strangersPerAddress of these, those who have not introduced themselves yet
     */
    public record Visits(@DefaultValue("25000") int most, @DefaultValue("5000") int perAddress,
            @DefaultValue("500") int strangersPerAddress) {

        public Visits {
            Assert.isTrue(most > 0 && perAddress > 0 && strangersPerAddress > 0, "visits must be positive");
        }
    }

    /**
     * What may wait for one client, beside what its channel holds (64 KiB and a batch of 32 KiB).
     *
     * @param maxFrames frames that wait for a client that does not take them
     * @param maxBytes  bytes that wait for a client, whatever the reason
     */
    public record Outbound(@DefaultValue("256") int maxFrames, @DefaultValue("1MB") DataSize maxBytes) {

        public Outbound {
            Assert.isTrue(maxFrames > 0 && maxBytes.toBytes() > 0, "outbound bounds must be positive");
        }
    }

    /**
     * How dead connections are found.
     *
     * @param interval from one ping to the next
     * @param timeout  how long a client may take to answer; not longer than the interval
     * @param tick     how exactly these and the deadlines are kept
     */
    public record Heartbeat(@DefaultValue("25s") Duration interval, @DefaultValue("20s") Duration timeout,
            @DefaultValue("100ms") Duration tick) {

        public Heartbeat {
            Assert.isTrue(tick.toMillis() > 0 && timeout.compareTo(tick) >= 0, "timeout must not be shorter than tick");
            Assert.isTrue(interval.compareTo(timeout) >= 0, "interval must not be shorter than timeout");
        }
    }

    /**
     * How long a connection may take to open and to close.
     *
     * @param connect until a client has introduced itself
     * @param close   from the close to the cut of a client that does not take it
     */
    public record Deadlines(@DefaultValue("10s") Duration connect, @DefaultValue("2s") Duration close) {

        public Deadlines {
            Assert.isTrue(connect.toMillis() > 0 && close.toMillis() > 0, "deadlines must be positive");
        }
    }

    /**
     * How all connections close when the gateway stops: in waves, so that those behind the next gateway are not overrun.
     *
     * @param spread   from the first wave to the last; fewer connections take less
     * @param pause    between two waves
     * @param wave     connections that close together at least
     * @param deadline after which the gateway waits no longer for those that are left
     * @param retry    the longest random delay after which a client is asked to come back
     */
    public record Drain(@DefaultValue("5s") Duration spread, @DefaultValue("100ms") Duration pause,
            @DefaultValue("10") int wave, @DefaultValue("10s") Duration deadline,
            @DefaultValue("5s") Duration retry) {

        public Drain {
            Assert.isTrue(pause.toMillis() > 0 && wave > 0 && retry.toMillis() > 0,
                    "pause, wave and retry must be positive");
            Assert.isTrue(deadline.compareTo(spread) > 0, "deadline must be later than spread");
        }
    }
}
