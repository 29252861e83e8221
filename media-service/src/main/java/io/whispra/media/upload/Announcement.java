package io.whispra.media.upload;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is going to upload.
 *
 * @param name the file's
 * @param contentType without parameters; absent if it is not known
 * @param size in bytes, exactly
 */
record Announcement(@NotBlank @Size(max = 1_000) String name,
        @Nullable @Size(max = 127) @Pattern(regexp = TYPE) String contentType, @NotNull @Min(1) Long size) {
    /** Names as RFC 6838 restricts them. */
    private static final String TYPE = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*";
}
