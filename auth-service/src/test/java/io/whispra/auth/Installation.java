package io.whispra.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.whispra.auth.secret.Sha256;

/** The files that an installation provides: two signing keys, of which the second is on its way out, and two clients. */
public final class Installation {

    public static final RSAKey SIGNING = newKey("this-year", 2048);
    public static final RSAKey OLDER = newKey("last-year", 2048);

    /** Nobody's, but not to be told apart by its form from a real one. */
    public static final String ROOM_SECRET = "room:secret/with+odd%characters";
    public static final String MEDIA_SECRET = "media-secret";
    public static final String OPERATOR_SECRET = "operator-secret";

    public static final Path KEYS = file("keys.json", keySet(SIGNING, OLDER));
    public static final Path CLIENTS = file("clients.json", """
            [{"id": "room-service", "secretSha256": "%s", "scopes": ["room-log:append", "room-log:read"]},
             {"id": "media-service", "secretSha256": "%s", "scopes": ["room-log:read"]},
             {"id": "operator", "secretSha256": "%s", "scopes": ["users:write"]}]
            """.formatted(sha256(ROOM_SECRET), sha256(MEDIA_SECRET), sha256(OPERATOR_SECRET)));

    private Installation() {}

    public static RSAKey newKey(String id, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String keySet(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(false);
    }

    public static String sha256(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8)).hex();
    }

    public static Path file(String name, String content) {
        try {
            var folder = Files.createTempDirectory("auth-service-test");
            folder.toFile().deleteOnExit();
            var file = Files.writeString(folder.resolve(name), content);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
