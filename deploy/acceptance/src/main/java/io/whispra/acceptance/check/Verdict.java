package io.whispra.acceptance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What was found of one invariant. */
final class Verdict {

    private final String invariant;
    private final List<String> violations = new ArrayList<>();
    private long examined;

    /** @param invariant its number and its name */
    Verdict(String invariant) {
        this.invariant = invariant;
    }

    /** Notes that one thing was looked at, and that it is wrong unless the fact holds. */
    void expect(boolean fact, Supplier<String> otherwise) {
        examined++;
        if (!fact) {
            violations.add(otherwise.get());
        }
    }

    String invariant() {
        return invariant;
    }

    long examined() {
        return examined;
    }

    List<String> violations() {
        return violations;
    }

    boolean holds() {
        return violations.isEmpty();
    }
}
