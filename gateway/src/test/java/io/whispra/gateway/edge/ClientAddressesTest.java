package io.whispra.gateway.edge;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class ClientAddressesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // Nobody is believed who is not listed.
            "9.9.9.9      |                             | 9.9.9.9",
            "9.9.9.9      | 1.2.3.4                     | 9.9.9.9",
            // A listed proxy is, for the address that it saw; not for what that one claims.
            "10.0.0.7     |                             | 10.0.0.7",
            "10.0.0.7     | 1.2.3.4                     | 1.2.3.4",
            "10.0.0.7     | 6.6.6.6, 1.2.3.4            | 1.2.3.4",
            "10.0.0.7     | 6.6.6.6, 1.2.3.4 ,10.0.0.8  | 1.2.3.4",
            "10.0.0.7     | 10.0.0.9, 10.0.0.8          | 10.0.0.9",
            // What cannot be read ends the list.
            "10.0.0.7     | 1.2.3.4, unknown            | 10.0.0.7",
            "10.0.0.7     | 1.2.3.4, localhost, 10.0.0.8| 10.0.0.8",
            "10.0.0.7     | ,                           | 10.0.0.7",
            "fd00::1      | 2001:db8::7                 | 2001:db8::7",
            "2001:db8::1  | 1.2.3.4                     | 2001:db8::1"})
    void t42_onlyListedProxiesAreBelieved(String peer, String forwarded, String client) {
        var request = MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(peer, 7));
        if (forwarded != null) {
            request.header("X-Forwarded-For", forwarded);
        }
        var addresses = new ClientAddresses(properties(List.of("10.0.0.0/24", " fd00::/8")));
        assertThat(addresses.of(request.build())).isEqualTo(client);
        assertThat(new ClientAddresses(properties(List.of())).of(request.build())).isEqualTo(peer);
    }

    private static EdgeProperties properties(List<String> proxies) {
        var time = Duration.ofSeconds(1);
        var size = DataSize.ofKilobytes(1);
        return new EdgeProperties(time, time, time, size, size, 1, 1, time, time, proxies);
    }
}
