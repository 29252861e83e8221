package io.whispra.auth.avatar;

import io.whispra.auth.problem.Refusal;
import reactor.core.publisher.Mono;

/** Pictures of people: attachments that everybody with an account can see. */
public interface Avatars {

    /**
     * Makes an attachment its owner's picture; a repeat succeeds again.
     *
     * @return empty; {@link Refusal} 422 `not-usable` at `/avatar` if it is no image of the owner's, or in a message; 503 if it
     *         cannot be found out
     */
    Mono<Void> claim(String ownerId, String attachmentId);

    /** Removes a picture that is no more. It is tried once and is never an error: what stays is seen by those who know its id. */
    Mono<Void> release(String ownerId, String attachmentId);
}
