package io.whispra.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import static java.util.Map.entry;

/** The settings of a broker that is alone, small and soon ready. */
final class KafkaSettings {
    static final int NODE_ID = 1;
    static final String BROKER = "BROKER";
    static final String CONTROLLER = "CONTROLLER";

    private static final Map<String, String> ALONE = Map.ofEntries(
            entry("offsets.topic.replication.factor", "1"),
            entry("offsets.topic.num.partitions", "1"),
            entry("transaction.state.log.replication.factor", "1"),
            entry("transaction.state.log.min.isr", "1"),
            entry("transaction.state.log.num.partitions", "1"),
            entry("share.coordinator.state.topic.replication.factor", "1"),
            entry("share.coordinator.state.topic.min.isr", "1"),
            entry("share.coordinator.state.topic.num.partitions", "1"));

    // The first two let a broker that was killed come back at once; the defaults keep it out for nine seconds.
    private static final Map<String, String> SOON_READY = Map.of(
            "broker.session.timeout.ms", "2000",
            "broker.heartbeat.interval.ms", "500",
            "group.initial.rebalance.delay.ms", "0");

    private static final Map<String, String> SMALL = Map.of(
            "num.network.threads", "2",
            "num.io.threads", "2",
            "background.threads", "2",
            "log.cleaner.dedupe.buffer.size", "4194304",
            "log.index.size.max.bytes", "1048576");

    private KafkaSettings() {}

    static Properties of(Path directory, int brokerPort, int controllerPort) {
        var settings = new Properties();
        settings.putAll(ALONE);
        settings.putAll(SOON_READY);
        settings.putAll(SMALL);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@" + Ports.LOOPBACK + ":" + controllerPort);
        settings.put("listeners", listener(BROKER, brokerPort) + "," + listener(CONTROLLER, controllerPort));
        settings.put("advertised.listeners", listener(BROKER, brokerPort));
        settings.put("listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", BROKER);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        return settings;
    }

    private static String listener(String name, int port) {
        return name + "://" + Ports.LOOPBACK + ":" + port;
    }
}
