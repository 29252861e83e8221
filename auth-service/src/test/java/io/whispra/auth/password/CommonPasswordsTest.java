package io.whispra.auth.password;

import java.time.Duration;
import java.util.List;

import io.whispra.auth.secret.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class CommonPasswordsTest {

    private final CommonPasswords common = new CommonPasswords(
            new Binder(List.of(new MapConfigurationPropertySource())).bindOrCreate("whispra.password",
                    PasswordProperties.class));

    @ParameterizedTest
    @ValueSource(strings = {"4@8({[<369&#!1/|0$5+7%2", "a4@b8c({[<e3g69i!1|l1|7o0s$5t+7x%z2", "ab", "({[<", "1-1-2001",
            "aaaaabbbbb", "p4$$w0rd@!1", " ", "\uD83D\uDC0E", "word"})
    void t22_textMadeToBeSlowIsJudgedInTime(String piece) {
        var password = Password.of(Secret.of(piece.repeat(256).substring(0, 256))).orElseThrow();
        var about = List.of((piece + "abc ").repeat(20), "abcdefgh.".repeat(28));
        assertTimeoutPreemptively(Duration.ofSeconds(2),
                () -> assertThatCode(() -> common.contains(password, about)).doesNotThrowAnyException());
    }
}
