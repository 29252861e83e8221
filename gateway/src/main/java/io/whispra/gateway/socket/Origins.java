package io.whispra.gateway.socket;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** Which web pages may connect (RFC 6454): those of the gateway's own host and those that are listed. */
final class Origins {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> allowed;

    Origins(Set<String> allowed) {
        this.allowed = allowed.stream().map(Origins::normal).collect(Collectors.toUnmodifiableSet());
    }

    /** A client that sends no `Origin` is no browser: it is judged by its token alone. */
    boolean allow(@Nullable List<String> origins, @Nullable String host) {
        if (origins == null || origins.isEmpty()) {
            return true;
        }
        return origins.size() == 1
                && (allowed.contains(normal(origins.getFirst())) || isOwn(origins.getFirst(), host));
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            var uri = URI.create(origin);
            var secure = "https".equalsIgnoreCase(uri.getScheme());
            if (host == null || uri.getHost() == null || !(secure || "http".equalsIgnoreCase(uri.getScheme()))) {
                return false;
            }
            var own = URI.create("//" + host);
            var standard = secure ? HTTPS : HTTP;
            return uri.getHost().equalsIgnoreCase(own.getHost()) && port(uri, standard) == port(own, standard);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int port(URI uri, int standard) {
        return uri.getPort() < 0 ? standard : uri.getPort();
    }

    private static String normal(String origin) {
        return origin.toLowerCase(Locale.ROOT);
    }
}
