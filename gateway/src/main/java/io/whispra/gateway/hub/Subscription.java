package io.whispra.gateway.hub;

/** What a listener gets of a room. Touched by the room's loop only. */
final class Subscription {

    private final Membership membership;
    private long told;

    Subscription(Membership membership) {
        this.membership = membership;
        this.told = membership.headSeq();
    }

    /** Entries up to this are not delivered. */
    long fromSeq() {
        return membership.fromSeq();
    }

    /** The seq after which there is something to see, if it was asked for what comes after that one. */
    long visibleAfter(long seq) {
        return Math.max(seq, membership.historyFrom() - 1);
    }

    /** Whether the listener was not told of this head yet; now it is. */
    boolean tell(long head) {
        var news = head > told;
        told = Math.max(told, head);
        return news;
    }
}
