package io.whispra.media.claim;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What the auth service wants no longer.
 *
 * @param ids 1 to 10 attachments; what is no picture of the owner's stays as it is
 */
record ReleaseRequest(
        @NotNull @Size(min = 1, max = ClaimRequest.MAX_IDS) List<@NotNull @Pattern(regexp = ClaimRequest.ID) String> ids,
        @NotNull @Pattern(regexp = ClaimRequest.ID) String ownerId) {}
