package io.whispra.auth.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a request came from. A controller gets it by declaring a parameter of this type.
 *
 * @param ip never resolved to a name
 */
public record ClientAddress(InetAddress ip) {

    private static final int NETWORK_BYTES = 8;

    /** For people: `192.0.2.1`, `2001:db8:0:0:0:0:0:1`. */
    public String text() {
        return ip.getHostAddress();
    }

    /** What is counted as one: an IPv4 address, or the /64 that an IPv6 address is in, of which its owner has them all. */
    public String key() {
        return ip instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(ip.getAddress(), NETWORK_BYTES)) + "/64"
                : text();
    }
}
