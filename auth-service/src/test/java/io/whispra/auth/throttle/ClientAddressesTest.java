package io.whispra.auth.throttle;

import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class ClientAddressesTest {

    private final ClientAddresses addresses = new ClientAddresses(properties("10.0.0.0/8, fd00::/8"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "192.0.2.1   | 198.51.100.9                          | 192.0.2.1",
            "10.0.0.1    | \"\"                                  | 10.0.0.1",
            "10.0.0.1    | 198.51.100.9                          | 198.51.100.9",
            "10.0.0.1    | 203.0.113.5, 198.51.100.9             | 198.51.100.9",
            "10.0.0.1    | 203.0.113.5,198.51.100.9 , 10.1.1.1   | 198.51.100.9",
            "10.0.0.1    | 10.3.3.3, 10.2.2.2                    | 10.3.3.3",
            "10.0.0.1    | 198.51.100.9, nonsense                | 10.0.0.1",
            "10.0.0.1    | 198.51.100.9, localhost               | 10.0.0.1",
            "10.0.0.1    | 198.51.100.9, 10.2.2.2, , 10.1.1.1    | 10.1.1.1",
            "10.0.0.1    | 198.51.100.9:443                      | 10.0.0.1",
            "10.0.0.1    | ::ffff:198.51.100.9                   | 198.51.100.9",
            "fd00::1     | 2001:db8::9                           | 2001:db8:0:0:0:0:0:9",
            "2001:db8::1 | 198.51.100.9                          | 2001:db8:0:0:0:0:0:1"})
    void t42_onlyTrustedProxiesSayWhereARequestCameFrom(String peer, String forwardedFor, String expected) {
        var request = MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(peer, 1234))
                .header("X-Forwarded-For", forwardedFor)
                .header("Forwarded", "for=203.0.113.77")
                .build();
        assertThat(addresses.of(request).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.1", "2001:db8:1:2:3:4:5:6, 20010db800010002/64"})
    void whatIsCountedAsOneIsAnAddressOrAnIpv6Network(String peer, String expected) {
        var request = MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(peer, 1234)).build();
        assertThat(addresses.of(request).key()).isEqualTo(expected);
    }

    private static ThrottleProperties properties(String trusted) {
        var values = new MapConfigurationPropertySource();
        values.put("whispra.throttle.trusted-proxies", trusted);
        return new Binder(List.of(values)).bind("whispra.throttle", ThrottleProperties.class).get();
    }
}
