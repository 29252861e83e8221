package io.whispra.local.stack;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who runs where: a block of ports from {@code base} on.
 *
 * @param base      the port that people open: the gateway's, or with several of them the balancer's before them
 * @param instances the processes of the services, in the order in which they start
 */
public record Topology(int base, List<Instance> instances) {

    private static final int MONGODB = 5;
    private static final int KAFKA = 6;
    private static final int KAFKA_CONTROLLER = 7;
    private static final int S3 = 8;
    private static final int GATEWAYS = 20;
    private static final int MESSAGE_SERVICES = 30;
    private static final int MANAGEMENT = 20;

    public Topology {
        instances = List.copyOf(instances);
    }

    /** Each service once. */
    public static Topology single(int base) {
        return of(base, 1, 1);
    }

    /** Each service once, but that many gateways and message services, 1 to 8 of each. */
    public static Topology of(int base, int gateways, int messageServices) {
        return new Topology(base, Arrays.stream(Service.values())
                .flatMap(service -> switch (service) {
                    case GATEWAY -> gateways == 1
                            ? instances(service, 1, base, 0)
                            : several(service, 1, gateways, base + GATEWAYS);
                    case MESSAGE_SERVICE -> instances(service, messageServices, base, MESSAGE_SERVICES);
                    case AUTH_SERVICE, ROOM_SERVICE, MEDIA_SERVICE -> instances(service, 1, base, 0);
                })
                .toList());
    }

    /** The ports of the gateways that a balancer at {@code base} stands before; none if there is only one gateway. */
    List<Integer> balanced() {
        var gateways = instances.stream()
                .filter(instance -> instance.service() == Service.GATEWAY)
                .map(Instance::port)
                .toList();
        return gateways.size() == 1 ? List.of() : gateways;
    }

    /** What people open, and what tokens name as their issuer. */
    public String url() {
        return "http://localhost:" + base;
    }

    /** Under which addresses a browser may have opened it, separated by commas. */
    String origins() {
        return url() + ",http://127.0.0.1:" + base;
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

    /** The first has the place of the only one. */
    private static Stream<Instance> instances(Service service, int count, int base, int others) {
        var first = new Instance(service.folder(), service, service.port(base), service.managementPort(base));
        return Stream.concat(Stream.of(first), several(service, 2, count, base + others));
    }

    private static Stream<Instance> several(Service service, int from, int to, int base) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(k -> new Instance(k == 1 ? service.folder() : service.folder() + "-" + k, service, base + k,
                        base + MANAGEMENT + k));
    }
}
