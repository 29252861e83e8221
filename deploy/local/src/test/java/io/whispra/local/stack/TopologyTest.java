package io.whispra.local.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopologyTest {

    @Test
    void everyServiceHasItsPlaceInTheBlock() {
        assertThat(Topology.single(8080).instances()).containsExactly(
                new Instance("auth-service", Service.AUTH_SERVICE, 8081, 8091),
                new Instance("room-service", Service.ROOM_SERVICE, 8082, 8092),
                new Instance("message-service", Service.MESSAGE_SERVICE, 8083, 8093),
                new Instance("media-service", Service.MEDIA_SERVICE, 8084, 8094),
                new Instance("gateway", Service.GATEWAY, 8080, 8090));
    }

    @Test
    void noPortIsGivenTwiceAndAllAreInTheBlock() {
        var topology = Topology.single(9000);
        var ports = Stream.concat(
                topology.instances().stream().flatMap(i -> Stream.of(i.port(), i.managementPort())),
                Stream.of(topology.mongodb(), topology.kafka(), topology.kafkaController(), topology.s3())).toList();

        assertThat(ports).doesNotHaveDuplicates().isSubsetOf(IntStream.rangeClosed(9000, 9014).boxed().toList());
    }

    @Test
    void severalInstancesOfAServiceAreFoundByAllTheirAddresses() {
        var instances = new ArrayList<>(Topology.single(8080).instances());
        instances.add(new Instance("message-service-2", Service.MESSAGE_SERVICE, 8183, 8193));

        assertThat(new Topology(8080, List.copyOf(instances)).urls(Service.MESSAGE_SERVICE))
                .isEqualTo("http://127.0.0.1:8083,http://127.0.0.1:8183");
    }
}
