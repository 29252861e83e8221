package io.whispra.local.stack;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who runs where: a block of ports from {@code base} on.
 *
 * @param base      the gateway's port, which people open
 * @param instances the processes of the services, in the order in which they start
 */
public record Topology(int base, List<Instance> instances) {

    private static final int MONGODB = 5;
    private static final int KAFKA = 6;
    private static final int KAFKA_CONTROLLER = 7;
    private static final int S3 = 8;

    public Topology {
        instances = List.copyOf(instances);
    }

    /** Each service once. */
    public static Topology single(int base) {
        return new Topology(base, Arrays.stream(Service.values())
                .map(s -> new Instance(s.folder(), s, s.port(base), s.managementPort(base)))
                .toList());
    }

    /** What people open, and what tokens name as their issuer. */
    public String url() {
        return "http://localhost:" + base;
    }

    int mongodb() {
        return base + MONGODB;
    }

    int kafka() {
        return base + KAFKA;
    }

    int kafkaController() {
        return base + KAFKA_CONTROLLER;
    }

    int s3() {
        return base + S3;
    }

    /** The addresses of all instances of a service, separated by commas. */
    String urls(Service service) {
        return instances.stream()
                .filter(instance -> instance.service() == service)
                .map(Instance::url)
                .collect(Collectors.joining(","));
    }
}
