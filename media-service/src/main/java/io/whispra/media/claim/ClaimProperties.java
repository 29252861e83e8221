package io.whispra.media.claim;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What can be claimed.
 *
 * @param maxAvatarSize of a person's picture, which everybody loads
 */
@ConfigurationProperties("whispra.claim")
record ClaimProperties(@DefaultValue("5MB") DataSize maxAvatarSize) {

    ClaimProperties {
        if (maxAvatarSize.toBytes() < 1) {
            throw new IllegalArgumentException("whispra.claim.max-avatar-size must be positive, not " + maxAvatarSize);
        }
    }
}
