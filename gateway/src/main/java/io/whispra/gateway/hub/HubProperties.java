package io.whispra.gateway.hub;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of the hub.
 *
 * @param loops          threads among which the rooms are divided
 * @param handover       records of Kafka that may wait for one loop; beyond that Kafka is read no further
 * @param held           entries of one room that wait for an earlier one; the rest is fetched again
 * @param heldBytes      the same in bytes
 * @param gapPage        entries that are fetched at once to fill a gap
 * @param gapTimeout     how long one such fetch may take, which may be asked of several instances
 * @param gapRetry       how long to wait after a fetch that failed
 * @param resyncAfter    how long a gap may stay before the room's listeners are told
 * @param resyncPause    at most one `resync` a client in this time
 * @param ringEntries    last entries of each room that are remembered for those who come back
 * @param ringBytes      bytes of all rings of one loop; the room that was quiet longest forgets first
 * @param recentEntries  last entries of all rooms of one loop that are remembered for those who are joining
 * @param recentBytes    the same in bytes
 * @param heads          how often each client is told the heads of its rooms, of those that have another one since
 * @param headsParts     into how many parts the clients are divided, which are told one after the other
 * @param signals        what may be lost and waits for one loop; beyond that it is
 * @param waitingEvents  events that may wait for a client that is being connected; beyond that it gets `resync`
 */
@Validated
@ConfigurationProperties("whispra.hub")
public record HubProperties(
        @DefaultValue("2") @Min(1) int loops,
        @DefaultValue("4096") @Min(1) int handover,
        @DefaultValue("200") @Min(1) int held,
        @DefaultValue("1MB") DataSize heldBytes,
        @DefaultValue("100") @Min(1) int gapPage,
        @DefaultValue("5s") Duration gapTimeout,
        @DefaultValue("250ms") Duration gapRetry,
        @DefaultValue("5s") Duration resyncAfter,
        @DefaultValue("5s") Duration resyncPause,
        @DefaultValue("200") @Min(1) int ringEntries,
        @DefaultValue("32MB") DataSize ringBytes,
        @DefaultValue("8192") @Min(1) int recentEntries,
        @DefaultValue("8MB") DataSize recentBytes,
        @DefaultValue("30s") Duration heads,
        @DefaultValue("30") @Min(1) int headsParts,
        @DefaultValue("1024") @Min(1) int signals,
        @DefaultValue("256") @Min(1) int waitingEvents) {}
