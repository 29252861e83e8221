package io.whispra.local.stack;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"1, 1, 9014", "2, 1, 9042", "1, 2, 9052", "8, 8, 9058"})
    void noPortIsGivenTwiceAndAllAreInTheBlock(int gateways, int messageServices, int last) {
        var topology = Topology.of(9000, gateways, messageServices);
        var ports = Stream.concat(
                topology.instances().stream().flatMap(i -> Stream.of(i.port(), i.managementPort())),
                Stream.of(topology.mongodb(), topology.kafka(), topology.kafkaController(), topology.s3())).toList();

        assertThat(ports).doesNotHaveDuplicates().isSubsetOf(IntStream.rangeClosed(9000, last).boxed().toList())
                .contains(last);
        assertThat(topology.balanced().isEmpty()).isEqualTo(ports.contains(9000));
    }

    @Test
    void theFirstOfSeveralKeepsItsNameAndAllOfThemAreFound() {
        var topology = Topology.of(8080, 2, 3);

        assertThat(topology.instances()).contains(
                new Instance("message-service", Service.MESSAGE_SERVICE, 8083, 8093),
                new Instance("message-service-2", Service.MESSAGE_SERVICE, 8112, 8132),
                new Instance("message-service-3", Service.MESSAGE_SERVICE, 8113, 8133),
                new Instance("gateway", Service.GATEWAY, 8101, 8121),
                new Instance("gateway-2", Service.GATEWAY, 8102, 8122)).hasSize(8);
        assertThat(topology.urls(Service.MESSAGE_SERVICE))
                .isEqualTo("http://127.0.0.1:8083,http://127.0.0.1:8112,http://127.0.0.1:8113");
        assertThat(topology.balanced()).containsExactly(8101, 8102);
        assertThat(topology.url()).isEqualTo("http://localhost:8080");
    }
}
