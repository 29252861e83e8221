package io.whispra.room.read;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who sees how far others have read.
 *
 * @param seenBy people in a room where everybody does; nobody in a larger one
 */
@Validated
@ConfigurationProperties("whispra.read")
public record ReadProperties(@DefaultValue("100") @Min(0) @Max(10_000) int seenBy) {

    /** Whether markers are shown to the others in a room of so many people. */
    public boolean isShared(int memberCount) {
        return memberCount <= seenBy;
    }
}
