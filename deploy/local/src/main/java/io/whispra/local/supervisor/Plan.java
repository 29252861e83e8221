package io.whispra.local.supervisor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.whispra.local.process.Blueprint;
import io.whispra.local.process.Embedded;
import io.whispra.local.process.Patience;

/**
 * What a supervisor runs.
 *
 * @param url      what people open when all is ready
 * @param embedded started first
 * @param external servers that somebody else runs, for show
 * @param services started when what is embedded serves
 * @param patience with the services
 * @param aside    begun when all is ready, ended before anything else is stopped
 */
public record Plan(String url, List<Embedded> embedded, List<String> external, List<Blueprint> services,
        Patience patience, Supplier<? extends AutoCloseable> aside) {

    public Plan {
        embedded = List.copyOf(embedded);
        external = List.copyOf(external);
        services = List.copyOf(services);
    }

    /** Every port with the part that needs it. */
    Map<Integer, String> ports() {
        var ports = new LinkedHashMap<Integer, String>();
        embedded.forEach(part -> part.ports().forEach(port -> ports.put(port, part.name())));
        services.forEach(service -> {
            ports.put(service.port(), service.name());
            ports.put(service.managementPort(), service.name());
        });
        return ports;
    }

    /** Lowest and highest port. */
    String range() {
        var sorted = new ArrayList<>(ports().keySet());
        sorted.sort(null);
        return sorted.getFirst() + " to " + sorted.getLast();
    }
}
