package io.whispra.auth.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import io.whispra.auth.Answer;
import io.whispra.auth.Installation;
import io.whispra.auth.RunningService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of a running installation are changed. */
@ExtendWith(OutputCaptureExtension.class)
class RotationTest extends RunningService {

    private static final RSAKey NEXT = Installation.newKey("next-year", 2048);
    private static final int PEOPLE = 4;

    @AfterEach
    void restore() throws Exception {
        provide(Installation.SIGNING, Installation.OLDER);
        awaitPublished(Installation.SIGNING, Installation.OLDER);
    }

    @Test
    void t17_aRotationUnderLoadRefusesNobodyAndARemovedKeyIsRefused() throws Exception {
        var old = api.newPerson();
        assertThat(keyOf(old)).isEqualTo(Installation.SIGNING.getKeyID());
        var load = new Load();

        provide(Installation.SIGNING, NEXT);
        awaitPublished(Installation.SIGNING, NEXT);
        load.awaitMore();
        provide(NEXT, Installation.SIGNING.toPublicJWK());
        awaitPublished(NEXT, Installation.SIGNING);
        Awaitility.await().until(() -> load.keys.contains(NEXT.getKeyID()));
        load.awaitMore();
        load.stop();

        assertThat(load.keys).containsExactlyInAnyOrder(Installation.SIGNING.getKeyID(), NEXT.getKeyID());
        assertThat(load.refused).hasValue(0);
        assertThat(load.answered.get()).isGreaterThan(100);
        assertThat(me(old)).isEqualTo(200);

        provide(NEXT);
        awaitPublished(NEXT);
        assertThat(me(old)).isEqualTo(401);
        var now = api.refresh(old.text("/refreshToken"));
        assertThat(keyOf(now)).isEqualTo(NEXT.getKeyID());
        assertThat(me(now)).isEqualTo(200);
    }

    @Test
    void aFileThatIsNotAsExpectedIsToldOnceAndTheOldKeysStay(CapturedOutput output) throws Exception {
        var person = api.newPerson();
        write("{\"keys\": [ half of a file");
        Awaitility.await().until(() -> output.getErr().contains("not a JWK set")
                || output.getOut().contains("not a JWK set"));
        Awaitility.await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(complaints(output)).singleElement()
                        .asString()
                        .contains("SIGNING_KEYS"));
        assertThat(me(person)).isEqualTo(200);
        assertThat(me(api.newPerson())).isEqualTo(200);

        Files.delete(Installation.KEYS);
        Awaitility.await().until(() -> complaints(output).size() == 2);
        assertThat(me(api.newPerson())).isEqualTo(200);
        provide(NEXT, Installation.SIGNING);
        awaitPublished(NEXT, Installation.SIGNING);
        assertThat(complaints(output)).hasSize(2);
    }

    /** People who refresh and ask all the time. */
    private final class Load {
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final Set<String> keys = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final Mono<List<Integer>> done = Flux.range(0, PEOPLE)
                .flatMap(_ -> Mono.fromCallable(this::live).subscribeOn(Schedulers.boundedElastic()), PEOPLE)
                .collectList()
                .cache();

        Load() {
            done.subscribe();
        }

        private int live() throws Exception {
            var person = api.newPerson();
            while (going.get()) {
                count(me(person));
                person = api.refresh(person.text("/refreshToken"));
                count(person.status());
                keys.add(keyOf(person));
            }
            return 0;
        }

        private void count(int status) {
            answered.incrementAndGet();
            if (status != 200) {
                refused.incrementAndGet();
            }
        }

        void awaitMore() {
            int before = answered.get();
            Awaitility.await().until(() -> answered.get() > before + 50);
        }

        void stop() {
            going.set(false);
            done.block(Duration.ofSeconds(10));
        }
    }

    private int me(Answer person) {
        return api.get("/api/v1/me", person.text("/accessToken")).status();
    }

    private void awaitPublished(JWK... keys) {
        Awaitility.await().untilAsserted(() -> assertThat(
                api.ask(HttpMethod.GET, "/.well-known/jwks.json", "", _ -> {}).json().at("/keys").valueStream()
                        .map(key -> key.at("/kid").asString()))
                .containsExactly(List.of(keys).stream().map(JWK::getKeyID).toArray(String[]::new)));
    }

    private static void provide(JWK... keys) throws IOException {
        write(Installation.keySet(keys));
    }

    /** As a careful operator replaces a file: whole or not at all. */
    private static void write(String content) throws IOException {
        Path next = Files.writeString(Installation.KEYS.resolveSibling("next"), content);
        Files.move(next, Installation.KEYS, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> complaints(CapturedOutput output) {
        return output.toString().lines().filter(line -> line.contains("stays in use")).toList();
    }

    private static String keyOf(Answer person) throws Exception {
        return Objects.requireNonNull(
                SignedJWT.parse(person.text("/accessToken")).getHeader().getKeyID());
    }
}
