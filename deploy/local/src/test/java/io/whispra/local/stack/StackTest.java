package io.whispra.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.whispra.local.process.Blueprint;
import io.whispra.local.process.Embedded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StackTest {

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws Exception {
        Files.createDirectories(new DataFolder(folder).secrets());
    }

    @Test
    void onlySeveralGatewaysAreBehindABalancerAndItStopsBeforeTheStores() {
        assertThat(stack(1, 8).embedded()).extracting(Embedded::name).containsExactly("mongodb", "kafka", "s3");
        assertThat(stack(2, 1).embedded()).extracting(Embedded::name)
                .containsExactly("mongodb", "kafka", "s3", "balancer");
        assertThat(stack(2, 1).embedded().getLast().ports()).containsExactly(9000);
    }

    @Test
    void everyGatewayIsADoor() {
        assertThat(stack(3, 2).services()).filteredOn(Blueprint::door).extracting(Blueprint::name)
                .isEqualTo(List.of("gateway", "gateway-2", "gateway-3"));
    }

    private Stack stack(int gateways, int messageServices) {
        return new Stack(new Stack.Launch(folder, folder.resolve("child.jar"), "64m", false),
                Topology.of(9000, gateways, messageServices), new DataFolder(folder), Map.of());
    }
}
