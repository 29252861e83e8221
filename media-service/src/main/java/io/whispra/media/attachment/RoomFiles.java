package io.whispra.media.attachment;

import reactor.core.publisher.Flux;

/** The files of a room. */
public interface RoomFiles {
    /**
     * Those that entries of its log have, whose seqs are known: its messages' and its pictures; the newest entries' first.
     *
     * @param from  the seq of the first entry that counts
     * @param after the last that is known already
     * @param most  that are looked at
     */
    Flux<Attachment> find(String roomId, long from, Place after, int most);

    /**
     * Where a file stands in its room.
     *
     * @param seq of its entry
     */
    record Place(long seq, String id) {
        /** Before the newest. */
        public static final Place TOP = new Place(Long.MAX_VALUE, "");
    }
}
