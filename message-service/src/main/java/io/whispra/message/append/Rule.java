package io.whispra.message.append;

import java.time.Instant;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** What a person's draft needs besides their being in the room. It is asked on the state that the draft would be appended to. */
@FunctionalInterface
public interface Rule {

    /** Nothing else. */
    Rule NONE = (_, _, _) -> new Verdict.Append();

    /**
     * Judges the draft.
     *
     * @param role   of its author
     * @param target the entry that it changes, as it is there; null if there is none
     * @param now    when it would be appended
     */
    Verdict judge(Role role, @Nullable Entry target, Instant now);

    /** What becomes of a draft. */
    sealed interface Verdict {

        /** It is appended. */
        record Append() implements Verdict {}

        /** All is already as it asks for: there is nothing to append. */
        record Nothing() implements Verdict {}

        /** It is not appended. */
        record Refuse(Refusal reason) implements Verdict {}
    }
}
