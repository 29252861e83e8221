package io.whispra.media.attachment;

/**
 * A message's wish to have attachments.
 *
 * @param call unique to one call: what a call gives back when it fails is only what it took and no later call holds
 * @param ownerId who must own what is claimed
 * @param roomId whose members will see it
 * @param messageId which message will have it; a repeat by the same message succeeds again
 */
public record Claim(String call, String ownerId, String roomId, String messageId) {}
