package io.whispra.local.balancer;

import java.time.Duration;

/**
 * What a balancer takes upon itself.
 *
 * @param connections    how many it passes on at a time; what comes beyond is closed at once; default 4096
 * @param connectTimeout how long a server may take to accept a connection; default 2 s
 * @param avoidance      how long a server that did not accept one is left alone while another one does; default 1 s
 * @param linger         how long a client may go on to send after its server has said its last; default 10 s
 */
public record Limits(int connections, Duration connectTimeout, Duration avoidance, Duration linger) {

    public static final Limits DEFAULT = new Limits(4096, Duration.ofSeconds(2), Duration.ofSeconds(1),
            Duration.ofSeconds(10));
}
