package io.whispra.auth;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "no/such/file.json"})
    void withoutKeysItEndsWithOneLine(String keys, CapturedOutput output) {
        assertThatThrownBy(() -> start("--SIGNING_KEYS=" + keys)).isInstanceOf(Exception.class);
        assertThat(complaints(output)).singleElement().asString().contains("Cannot start: SIGNING_KEYS");
        assertThat(output).doesNotContain("mongo").doesNotContain("Exception");
    }

    @Test
    void withoutReadableClientsItEndsWithOneLine(CapturedOutput output) {
        assertThatThrownBy(() -> start("--SIGNING_KEYS=" + Installation.KEYS, "--SERVICE_CLIENTS=no/such/file.json"))
                .isInstanceOf(Exception.class);
        assertThat(complaints(output)).singleElement().asString().contains("Cannot start: SERVICE_CLIENTS");
    }

    @Test
    void whereRevocationsAreForgottenBeforeTokensEndItEndsWithOneLine(CapturedOutput output) {
        assertThatThrownBy(() -> start("--SIGNING_KEYS=" + Installation.KEYS, "--whispra.token.lifetime=15m"))
                .isInstanceOf(Exception.class);
        assertThat(complaints(output)).singleElement().asString()
                .contains("Cannot start: whispra.revocation.life=PT11M");
    }

    private static void start(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--server.port=0", "--management.server.port=0",
                "--spring.mongodb.uri=mongodb://127.0.0.1:1/nowhere"));
        SpringApplication.run(AuthService.class, all.toArray(String[]::new)).close();
    }

    private static List<String> complaints(CapturedOutput output) {
        return output.toString().lines().filter(line -> line.contains("WARN") || line.contains("ERROR")).toList();
    }
}
