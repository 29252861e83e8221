package io.whispra.media.log;

import java.util.ArrayList;
import java.util.List;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Use;
import io.whispra.media.attachment.Uses;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does with attachments what the log says, whatever it repeats or tells late. */
@Component
class LoggedUses {
    private final Uses uses;
    private final Whereabouts whereabouts;
    private final UseProperties properties;

    LoggedUses(Uses uses, Whereabouts whereabouts, UseProperties properties) {
        this.uses = uses;
        this.whereabouts = whereabouts;
        this.properties = properties;
    }

    /**
     * What the entries of one poll say: one bulk for what is shown, one query and one write for what is deleted. Fails, having done a
     * part, if somebody who is needed does not answer; to be tried again.
     */
    Mono<Void> take(List<Use> told) {
        var shown = new ArrayList<Use>();
        var deleted = new ArrayList<Use.Deleted>();
        for (var use : told) {
            if (use instanceof Use.Deleted one) {
                deleted.add(one);
            } else {
                shown.add(use);
            }
        }
        return uses.apply(shown, properties.grace()).then(Mono.defer(() -> delete(deleted)));
    }

    /**
     * With what has a seq by now and is deleted too: a message that was never seen here, because the topic does not keep entries for
     * ever, is found by asking. As long as nobody answers, the log is not read on, for what is missed here would be seen for ever.
     */
    private Mono<Void> delete(List<Use.Deleted> messages) {
        return uses.of(messages)
                .flatMap(this::ifGone, properties.questions())
                .map(Attachment::id)
                .collectList()
                .flatMap(ids -> uses.delete(ids, properties.grace()));
    }

    /** Those without a seq delete themselves, if their message is gone. */
    private Flux<Attachment> ifGone(Attachment found) {
        return found.seq() == null ? whereabouts.ask(found).thenMany(Flux.empty()) : Flux.just(found);
    }
}
