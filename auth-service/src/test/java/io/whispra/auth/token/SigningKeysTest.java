package io.whispra.auth.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.whispra.auth.Installation;
import io.whispra.auth.startup.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SigningKeysTest {

    @TempDir
    Path folder;

    @Test
    void aGeneratedFileIsReadAndBelongsToItsOwner() throws IOException, ParseException {
        var file = folder.resolve("keys.json");
        assertThat(NewSigningKeys.generate("--generate-signing-keys=" + file)).isZero();
        var published = JWKSet.parse(SigningKeys.read(file.toString()).current().published()).getKeys();
        assertThat(published).singleElement().satisfies(key -> assertThat(key.size()).isEqualTo(2048));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void generatingNeverOverwrites() throws IOException {
        var file = Files.writeString(folder.resolve("keys.json"), "precious");
        assertThat(NewSigningKeys.generate("--generate-signing-keys=" + file)).isEqualTo(1);
        assertThat(file).hasContent("precious");
    }

    @Test
    void generatingIntoNowhereFails() {
        assertThat(NewSigningKeys.generate("--generate-signing-keys=" + folder.resolve("no/such/folder"))).isEqualTo(1);
    }

    @Test
    void generatingIsAskedForByOneOptionAlone() {
        assertThat(NewSigningKeys.isAskedFor("--generate-signing-keys=x")).isTrue();
        assertThat(NewSigningKeys.isAskedFor()).isFalse();
        assertThat(NewSigningKeys.isAskedFor("--server.port=1")).isFalse();
    }

    @Test
    void whatIsNoKeyFileIsRefusedWithoutTellingWhatIsInIt() throws JOSEException {
        assertRefused("", "SIGNING_KEYS is not set");
        assertRefused(folder.resolve("missing.json").toString(), "no such file");
        assertRefused(folder.toString(), "cannot be read");
        assertRefused(file("secret words, not JSON"), "not a JWK set");
        assertRefused(file("{\"keys\": []}"), "first key must be a private RSA key");
        assertRefused(file("x".repeat(300_000)), "larger than");
        assertRefused(keys(Installation.SIGNING.toPublicJWK()), "first key must be a private RSA key");
        assertRefused(keys(Installation.SIGNING, Installation.SIGNING), "'this-year' is there twice");
        assertRefused(keys(new RSAKey.Builder(Installation.SIGNING).keyID(null).build()), "no kid");
        assertRefused(keys(new RSAKey.Builder(Installation.SIGNING).keyUse(KeyUse.ENCRYPTION).build()),
                "not for signing");
        assertRefused(keys(new RSAKey.Builder(Installation.SIGNING).algorithm(JWSAlgorithm.PS256).build()),
                "not for signing");
        assertRefused(keys(Installation.newKey("weak", 1024)), "not an RSA key of 2048 bits");
        assertRefused(keys(new ECKeyGenerator(Curve.P_256).keyID("ec").generate()), "not an RSA key of 2048 bits");
    }

    @Test
    void aKeyOnItsWayOutMayHaveLostItsPrivatePart() {
        var keys = new SigningKeys(SigningKeys.read(keys(Installation.SIGNING, Installation.OLDER.toPublicJWK())));
        assertThat(keys.verifying(Installation.OLDER.getKeyID())).isPresent();
        assertThat(keys.verifying("another")).isEmpty();
        assertThat(keys.verifying(null)).isEmpty();
    }

    private static String keys(JWK... keys) {
        return file(Installation.keySet(keys));
    }

    private static String file(String content) {
        return Installation.file("keys.json", content).toString();
    }

    private static void assertRefused(String file, String reason) {
        assertThatThrownBy(() -> SigningKeys.read(file)).isInstanceOf(CannotStart.class)
                .hasMessageContaining("SIGNING_KEYS")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret words");
    }
}
