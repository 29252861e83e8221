package io.whispra.acceptance.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    private static final Path DATA = Path.of("target/check");

    @Test
    void whatIsTypedIsMeant() {
        var settings = Settings.parse(List.of("--faults", "--minutes", "0.5", "--seed", "7", "--rooms", "100"), DATA);
        assertThat(settings.faults()).isTrue();
        assertThat(settings.time()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.seed()).isEqualTo(7);
        assertThat(settings.rooms()).isEqualTo(100);
        assertThat(settings.data()).isEqualTo(DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--minutes 0", "--minutes 1441", "--minutes x", "--minutes", "--seed s", "--port 1023",
            "--port 32001", "--gateways 0", "--gateways 9", "--message-services 9", "--people 5", "--people 201",
            "--rooms 0", "--rooms 101", "--rate 0", "--rate 101", "--fault", "check"})
    void whatDoesNotExistIsRefusedByName(String typed) {
        assertThatThrownBy(() -> Settings.parse(words(typed), DATA))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(words(typed).getFirst());
    }

    private static List<String> words(String typed) {
        return Pattern.compile(" ").splitAsStream(typed).toList();
    }
}
