package io.whispra.gateway.socket;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Which web pages may connect (RFC 6454): those of the gateway's own host and those that are listed. */
@Component
public final class Origins {

    /** The party of the gateway's own pages, and of whoever is no browser. */
    public static final String OWN = "";

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> allowed;

    Origins(SocketProperties properties) {
        this.allowed = properties.allowedOrigins().stream().map(Origins::normal)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * On whose behalf a request is made: {@link #OWN}, a listed origin, or null if it may not connect. A request without `Origin` is
     * no browser's, which is judged by its token alone, or a browser's GET to its page's own host.
     */
    public @Nullable String party(HttpHeaders headers) {
        var origins = headers.getOrEmpty(HttpHeaders.ORIGIN);
        if (origins.isEmpty()) {
            return OWN;
        }
        var origin = origins.getFirst();
        if (origins.size() > 1) {
            return null;
        }
        if (isOwn(origin, headers.getFirst(HttpHeaders.HOST))) {
            return OWN;
        }
        return allowed.contains(normal(origin)) ? normal(origin) : null;
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
