package io.whispra.gateway.hub;

import java.util.List;

/**
 * A moment in the life of the hub. Whoever takes a ticket, asks the message service and then joins with both gets every entry
 * after the head of that answer: what arrived since the ticket is still remembered.
 */
public record Ticket(List<Long> positions) {

    public Ticket {
        positions = List.copyOf(positions);
    }
}
