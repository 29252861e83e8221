package io.whispra.gateway.chat;

import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class EpochWatchTest extends OnChat {

    @Autowired
    private Joining joining;

    private EpochWatch watch;

    @BeforeEach
    void prepare() {
        watch = new EpochWatch(joining,
                new Binder(new MapConfigurationPropertySource(Map.of("c.epoch-check", "50ms")))
                        .bind("c", ChatProperties.class)
                        .get());
    }

    @AfterEach
    void stop() {
        watch.stop();
    }

    @Test
    void aRestoredDatabaseIsNoticedWhileNobodyConnects() {
        watch.start();
        var anna = connect(user());
        Awaitility.await().during(Duration.ofMillis(500)).until(() -> anna.client().byes().isEmpty());

        var epoch = log.newEpoch();

        Awaitility.await().until(() -> !anna.client().byes().isEmpty());
        assertThat(anna.client().byes()).allMatch(bye -> bye.code() == 4503 && bye.resumable());
        assertThat(connect(user()).ready().path("epoch").asString()).isEqualTo(epoch);
    }

    @Test
    void itIsLookedForAgainAfterAnOutage() {
        var anna = connect(user());
        log.down(true);
        watch.start();
        Awaitility.await().until(() -> message.asked().size() + otherMessage.asked().size() > 3);

        log.newEpoch();
        log.down(false);

        Awaitility.await().until(() -> !anna.client().byes().isEmpty());
    }
}
