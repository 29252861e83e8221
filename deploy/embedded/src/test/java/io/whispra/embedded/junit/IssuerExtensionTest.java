package io.whispra.embedded.junit;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

class IssuerExtensionTest {
    @Test
    void servesItsKeysUntilTheClassThatDeclaresItEnds() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Declaring.class))
                .execute()
                .testEvents()
                .assertStatistics(events -> events.succeeded(1));
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get(Declaring.issuer.jwksUri()));
    }

    private static int get(URI address) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding()).statusCode();
        }
    }

    static class Declaring {
        @RegisterExtension
        static final IssuerExtension issuer = new IssuerExtension();

        @Test
        void serves() throws Exception {
            assertThat(get(issuer.jwksUri())).isEqualTo(200);
        }
    }
}
