package io.whispra.message.send;

import java.util.List;

import io.whispra.message.entry.EntryData.Attachment;
import reactor.core.publisher.Mono;

/** What people uploaded. */
interface Attachments {

    /**
     * Binds uploads to a message that is about to be appended. Idempotent.
     *
     * @return their descriptions, in the order of the ids
     * @throws io.whispra.message.problem.Refusal attachment-not-usable if one is not ready, not the owner's, or bound to
     *                                            another message; unavailable if that cannot be found out now
     */
    Mono<List<Attachment>> claim(Claim claim);

    /**
     * Which uploads, and for what.
     *
     * @param ownerId   the person who uploaded them and sends the message
     * @param messageId `roomId:senderId:clientId`, which is known before the append
     */
    record Claim(List<String> ids, String ownerId, String roomId, String messageId) {}
}
