package io.whispra.message.append;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** What waits to be appended to one room. Only used under the lock that {@link Lanes} holds for the room. */
final class Lane {

    private final String roomId;
    private final Queue<Pending> waiting = new ArrayDeque<>();
    private boolean running;

    Lane(String roomId) {
        this.roomId = roomId;
    }

    String roomId() {
        return roomId;
    }

    int size() {
        return waiting.size();
    }

    void add(List<Pending> drafts) {
        waiting.addAll(drafts);
    }

    /** True for the one caller who is to run the lane. */
    boolean start() {
        boolean first = !running;
        running = true;
        return first;
    }

    List<Pending> take(int max) {
        var batch = new ArrayList<Pending>(Math.min(max, waiting.size()));
        for (var next = waiting.poll(); next != null; next = batch.size() < max ? waiting.poll() : null) {
            batch.add(next);
        }
        return batch;
    }
}
