package io.whispra.message.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.whispra.message.entry.Current;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Kind;
import io.whispra.message.entry.Messages;
import io.whispra.message.entry.Quote;
import io.whispra.message.fold.View;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lays over messages what they answer, as it is now. */
@Component
class Quotes {

    private final Messages messages;

    Quotes(Messages messages) {
        this.messages = messages;
    }

    /** These messages, for a reader who has this view of the room: at most one query, for what is answered and not among them. */
    Mono<List<Current>> over(View view, List<Entry> page) {
        var known = new HashMap<Long, Entry>();
        page.forEach(entry -> known.put(entry.seq(), entry));
        var missing = page.stream()
                .map(Entry::replyTo)
                .filter(Objects::nonNull)
                .filter(seq -> seq >= view.firstSeq() && !known.containsKey(seq))
                .distinct()
                .map(seq -> new EntryId(view.roomId(), seq))
                .toList();
        return messages.find(missing).map(found -> {
            found.forEach(entry -> known.put(entry.seq(), entry));
            return page.stream().map(entry -> over(entry, known)).toList();
        });
    }

    private static Current over(Entry entry, Map<Long, Entry> known) {
        var replyTo = entry.replyTo();
        var answered = replyTo == null ? null : known.get(replyTo);
        return new Current(entry, answered == null || answered.kind() != Kind.MESSAGE ? null : Quote.of(answered));
    }
}
