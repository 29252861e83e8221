package io.whispra.gateway.edge;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the links to files lead, as the media service is told it: browsers are allowed to load from there, and to send files there.
 *
 * @param endpoint  of the store, where browsers reach it; none if absent
 * @param cdnUrl    what stands before it; none if absent
 * @param bucket    a part of the store's host, unless it is a part of the path
 * @param pathStyle whether it is a part of the path
 * @param by        who delivers
 * @param publicUrl of the gateway, for links that lead here
 */
@ConfigurationProperties("whispra.files")
record FilesProperties(@Nullable URI endpoint, @Nullable URI cdnUrl, @DefaultValue("") String bucket,
        @DefaultValue("true") boolean pathStyle, @DefaultValue("storage") By by, @Nullable URI publicUrl) {

    /** Who delivers. */
    enum By {
        /** The store, or the CDN before it. */
        STORAGE,
        /** The media service, through a gateway. */
        GATEWAY
    }

    /** As a Content-Security-Policy names them. */
    List<String> origins() {
        return switch (by) {
            case GATEWAY -> Stream.ofNullable(publicUrl).map(url -> origin(url, "")).toList();
            case STORAGE -> Stream.concat(
                    Stream.ofNullable(endpoint).map(url -> origin(url, pathStyle ? "" : bucket + ".")),
                    Stream.ofNullable(cdnUrl).map(url -> origin(url, ""))).distinct().toList();
        };
    }

    private static String origin(URI url, String prefix) {
        if (url.getHost() == null) {
            throw new IllegalArgumentException(
                    "whispra.files must name addresses as https://files.example.org, not " + url);
        }
        return url.getScheme() + "://" + prefix + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }
}
