package io.whispra.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.whispra.acceptance.Account.Device;
import io.whispra.acceptance.client.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The signing key is replaced, as the auth service's README says, while people use the installation. */
class KeyRotationIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    @Test
    void t17NobodyNoticesThatTheKeyIsReplaced() throws Exception {
        assumeTrue(Stack.isLocal(), "The file with the keys is needed");
        var file = whispra.stack().local().signingKeys();
        var ana = Account.open(whispra.base(), "Ana").logIn(whispra.base());
        var old = JWKSet.load(file.toFile()).getKeys().getFirst();
        var next = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256).generate();
        var device = new AtomicReference<>(ana);
        var over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var using = new ArrayList<Future<Integer>>();
            doors().forEach(door -> using.add(threads.submit(() -> use(door, device, over))));
            try {
                write(file, List.of(old, next));
                Waiting.until("the next key is announced", () -> announced().contains(next.getKeyID()) ? next : null);
                write(file, List.of(next, old));
                Waiting.until("the next key signs", () -> {
                    device.set(device.get().with(device.get().refresh().expect(200)));
                    return keyOf(device.get()).equals(next.getKeyID()) ? next : null;
                });
                assertThat(new Api(whispra.base(), ana.person().token()).get("/api/v1/me").status()).isEqualTo(200);
                write(file, List.of(next));
                Waiting.until("the old key is gone", () -> announced().contains(old.getKeyID()) ? null : next);
            } finally {
                over.set(true);
            }
            for (var requests : using) {
                assertThat(requests.get()).isPositive();
            }
        }
        // The auth service forgets it at once, the others when they ask for the keys again.
        var auth = whispra.stack().services().getFirst();
        Waiting.until("a refusal",
                () -> new Api(auth, ana.person().token()).get("/api/v1/me").status() == 401 ? ana : null);
    }

    /** Asks again and again with the newest token. Returns how often; fails at the first refusal. */
    private static int use(URI door, AtomicReference<Device> device, AtomicBoolean over) throws InterruptedException {
        var requests = 0;
        while (!over.get()) {
            var answer = new Api(door, device.get().person().token()).get("/api/v1/me");
            assertThat(answer.status()).as("at %s: %s", door, answer).isIn(200, 404);
            requests++;
            Thread.sleep(20);
        }
        return requests;
    }

    private static List<URI> doors() {
        var doors = new ArrayList<>(whispra.stack().local().gateways());
        doors.addAll(whispra.stack().services());
        return doors;
    }

    private static List<String> announced() {
        return new Api(whispra.base(), null).get("/.well-known/jwks.json").expect(200).path("keys").valueStream()
                .map(key -> key.path("kid").asString()).toList();
    }

    private static String keyOf(Device device) throws ParseException {
        return SignedJWT.parse(device.person().token()).getHeader().getKeyID();
    }

    /** In one step, as whoever mounts a secret does it. */
    private static void write(Path file, List<JWK> keys) throws IOException {
        var written = Files.writeString(file.resolveSibling("signing-keys.next"), new JWKSet(keys).toString(false));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
