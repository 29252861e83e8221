package io.whispra.gateway.edge;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** How many requests are let in. */
class RatesTest {

    @Test
    void t63RequestsOfOnePersonAreBoundedWithWhateverLogin() {
        var rates = new AccountRates(binder("a.account=3/1h").bind("a", RatesProperties.class).get());

        assertThat(IntStream.range(0, 5).mapToObj(i -> asks(rates, person("anna", "login-" + i))))
                .containsExactly(true, true, true, false, false);
        assertThat(asks(rates, person("ben", "login"))).isTrue();
        assertThat(IntStream.range(0, 9).mapToObj(_ -> asks(rates, null))).as("nobody in particular").doesNotContain(
                false);
    }

    @Test
    void t42t63RequestsFromOneAddressAreBoundedWhateverTheySayOfThemselves() {
        var rates = rates("a.address=3/1h");

        assertThat(IntStream.range(0, 5).mapToObj(i -> asks(rates, "10.0.0.1", "/api/v1/auth/login", "192.0.2." + i)))
                .containsExactly(true, true, true, false, false);
        assertThat(asks(rates, "10.0.0.2", "/api/v1/auth/login", "192.0.2.1")).isTrue();
        for (var socket : List.of("/socket.io/", "/api/v1/ws")) {
            assertThat(asks(rates, "10.0.0.1", socket, "192.0.2.1")).isTrue();
        }
    }

    @Test
    void filesOfTheWebClientAreNotCountedAmongRequestsAndBoundedApart() {
        var rates = rates("a.address=1/1h", "a.web=5/1h");

        assertThat(IntStream.range(0, 7).mapToObj(_ -> asks(rates, Service.WEB, "10.0.0.1", "/assets/a.js", "x")))
                .containsExactly(true, true, true, true, true, false, false);
        assertThat(asks(rates, "10.0.0.1", "/api/v1/auth/login", "x")).isTrue();
        assertThat(asks(rates, "10.0.0.1", "/api/v1/auth/login", "x")).isFalse();
    }

    @Test
    void fiftyPeopleOfOneOfficeGetTheWholeClientAtOnce() {
        var rates = rates();

        assertThat(IntStream.range(0, 50 * 60).mapToObj(_ -> asks(rates, Service.WEB, "10.0.0.1", "/assets/a.js", "x")))
                .doesNotContain(false);
    }

    @Test
    void addressesAreForgottenBeyondTheirBoundAndNothingIsCountedWhenItIsOff() {
        var off = rates("a.address=1/1h", "a.enabled=off");
        assertThat(IntStream.range(0, 9).mapToObj(_ -> asks(off, "10.0.0.1", "/api/v1/rooms", "x"))).doesNotContain(
                false);

        var few = rates("a.address=1/1h", "a.max-keys=10");
        IntStream.range(0, 200).forEach(i -> asks(few, "10.0.1." + i, "/api/v1/rooms", "x"));
        assertThat(IntStream.range(0, 200).filter(i -> !asks(few, "10.0.1." + i, "/api/v1/rooms", "x")).count())
                .isLessThanOrEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/1s", "1/0ms", "1", "-1/1s", "1/1", "x/1s", "1000000000000/1s"})
    void limitsThatAreNoneAreNotTaken(String written) {
        assertThatThrownBy(() -> Limit.of(written)).isInstanceOf(IllegalArgumentException.class);
    }

    private static AddressRates rates(String... settings) {
        var binder = binder(settings);
        return new AddressRates(new ClientAddresses(binder.bindOrCreate("e", EdgeProperties.class)),
                binder.bind("a", RatesProperties.class).get());
    }

    private static Binder binder(String... settings) {
        var map = new HashMap<>(Map.of("a.max-keys", "1000"));
        for (var setting : settings) {
            map.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return new Binder(new MapConfigurationPropertySource(map));
    }

    private static JwtAuthenticationToken person(String userId, String sid) {
        return new JwtAuthenticationToken(
                Jwt.withTokenValue("t").header("alg", "RS256").subject(userId).claim("sid", sid).build());
    }

    /** Whether a request gets through; if not it is told when to come again. */
    private static boolean asks(AccountRates rates, @Nullable JwtAuthenticationToken person) {
        var filtered = rates.filter(MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/rooms")),
                _ -> Mono.empty());
        return passes(person == null
                ? filtered
                : filtered.contextWrite(ReactiveSecurityContextHolder.withAuthentication(person)));
    }

    private static boolean asks(AddressRates rates, String address, String path, String forwardedFor) {
        return asks(rates, Service.AUTH, address, path, forwardedFor);
    }

    private static boolean asks(AddressRates rates, Service service, String address, String path, String forwardedFor) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get(path)
                .header("X-Forwarded-For", forwardedFor)
                .remoteAddress(new InetSocketAddress(address, 1)));
        new Admission(service, true, null).put(exchange);
        return passes(rates.filter(exchange, _ -> Mono.empty()));
    }

    private static boolean passes(Mono<Void> filtered) {
        var refusal = catchThrowableOfType(Refusal.class, () -> filtered.block(Duration.ofSeconds(1)));
        assertThat(refusal == null || (refusal.type() == ProblemType.TOO_MANY_REQUESTS
                && refusal.retryAfter() != null)).isTrue();
        return refusal == null;
    }
}
