package io.whispra.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.whispra.local.balancer.Balancer;
import io.whispra.local.balancer.Limits;
import io.whispra.local.process.Blueprint;
import io.whispra.local.process.Embedded;
import io.whispra.local.process.Program;

/** Everything that runs, ready to be started: what it is, where it is, and what it is told. */
public final class Stack {

    /** Small and soon ready rather than fast for ever; a service that is out of memory dies and is started again. */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xms32m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Launch launch;
    private final Topology topology;
    private final DataFolder data;
    private final Map<String, String> wishes;
    private final Secrets secrets;
    private final Infrastructure infrastructure;

    /**
     * How services are launched.
     *
     * @param home     the repository
     * @param childJar what goes onto the class path of each service
     * @param memory   the heap of each service, as 256m
     * @param cached   whether what an earlier start has left is used
     */
    public record Launch(Path home, Path childJar, String memory, boolean cached) {}

    /**
     * Makes the secrets, if there are none.
     *
     * @param topology    who runs where
     * @param data        must be claimed by this process
     * @param environment where real servers may be named, and a heap of its own for a service: {@code MEDIA_SERVICE_MEMORY}
     */
    public Stack(Launch launch, Topology topology, DataFolder data, Map<String, String> environment) {
        this.launch = launch;
        this.topology = topology;
        this.data = data;
        this.wishes = environment;
        this.secrets = Secrets.in(data.secrets());
        this.infrastructure = new Infrastructure(topology, data, secrets, environment);
    }

    /** The balancer comes last, so that it is stopped first. */
    public List<Embedded> embedded() {
        var parts = new ArrayList<>(infrastructure.embedded());
        var balanced = topology.balanced();
        if (!balanced.isEmpty()) {
            parts.add(new Embedded("balancer", List.of(topology.base()),
                    () -> Balancer.start(topology.base(), balanced, Limits.DEFAULT)));
        }
        return parts;
    }

    public List<String> external() {
        return infrastructure.external();
    }

    public List<Blueprint> services() {
        return topology.instances().stream().map(this::blueprint).toList();
    }

    private Blueprint blueprint(Instance instance) {
        return new Blueprint(instance.name(), instance.port(), instance.managementPort(), () -> program(instance),
                () -> whenReady(instance), instance.service() == Service.GATEWAY);
    }

    /** How the next start of each service becomes quicker. */
    public List<Training.Lesson> lessons() {
        var trained = EnumSet.noneOf(Service.class);
        return topology.instances().stream()
                .filter(instance -> trained.add(instance.service()))
                .map(this::lesson)
                .toList();
    }

    private Program program(Instance instance) {
        var jar = ServiceJar.of(launch.home(), instance.service(), JAVA);
        if (instance.service() == Service.AUTH_SERVICE) {
            SigningKeys.makeIfMissing(secrets.signingKeys(), jar, JAVA);
        }
        return program(instance, jar, launch.cached() ? cache(jar).use() : List.of());
    }

    private Training.Lesson lesson(Instance instance) {
        var jar = ServiceJar.of(launch.home(), instance.service(), JAVA);
        return new Training.Lesson(cache(jar), options -> program(instance, jar, options));
    }

    private Program program(Instance instance, ServiceJar jar, List<String> options) {
        var command = new ArrayList<String>();
        command.add(JAVA.toString());
        command.addAll(JVM);
        command.add("-Xmx" + wishes.getOrDefault(instance.service().memoryVariable(), launch.memory()));
        command.addAll(options);
        command.addAll(List.of("-cp", AotCache.classPath(classPath(jar)), "io.whispra.local.child.Child",
                jar.mainClass()));
        return new Program(command, environment(instance));
    }

    private AotCache cache(ServiceJar jar) {
        return AotCache.of(jar.folder(), JVM, classPath(jar));
    }

    private List<Path> classPath(ServiceJar jar) {
        return List.of(jar.classPath(), launch.childJar());
    }

    private void whenReady(Instance instance) {
        if (instance.service() == Service.MESSAGE_SERVICE) {
            data.epochHasChanged();
        }
    }

    private Map<String, String> environment(Instance instance) {
        var service = instance.service();
        var environment = new HashMap<>(infrastructure.addresses(service));
        environment.put("SERVER_PORT", Integer.toString(instance.port()));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_PORT", Integer.toString(instance.managementPort()));
        environment.put("MANAGEMENT_ADDRESS", "127.0.0.1");
        environment.put("TOKEN_ISSUER", topology.url());
        environment.put("SERVICE_CLIENT_ID", service.folder());
        environment.put("SERVICE_CLIENT_SECRET", secrets.clientSecret(service));
        for (var other : List.of(Service.AUTH_SERVICE, Service.ROOM_SERVICE, Service.MESSAGE_SERVICE,
                Service.MEDIA_SERVICE)) {
            environment.put(other.addressVariable(), topology.urls(other));
        }
        if (service == Service.AUTH_SERVICE) {
            // The gateways, who alone speak to it for others, are on this machine.
            environment.put("TRUSTED_PROXIES", "127.0.0.1/32,::1/128");
            environment.put("SIGNING_KEYS", secrets.signingKeys().toString());
            environment.put("SERVICE_CLIENTS", secrets.serviceClients().toString());
        }
        if (service == Service.AUTH_SERVICE || service == Service.MEDIA_SERVICE) {
            environment.put("WEB_ORIGINS", topology.origins());
        }
        if (service == Service.MESSAGE_SERVICE && data.isNewEpochDemanded()) {
            environment.put("WHISPRA_EPOCH_RESET", "true");
        }
        return environment;
    }
}
