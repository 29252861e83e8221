package io.whispra.room.avatar;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How pictures of groups are had from the media service.
 *
 * @param url  where it is
 * @param size of a picture, which everybody in the group loads
 */
@ConfigurationProperties("whispra.media-service")
record AvatarProperties(@DefaultValue("http://localhost:8084") URI url, @DefaultValue("5MB") DataSize size) {

    AvatarProperties {
        if (size.toBytes() < 1) {
            throw new IllegalArgumentException("whispra.media-service.size must be positive, not " + size);
        }
    }
}
