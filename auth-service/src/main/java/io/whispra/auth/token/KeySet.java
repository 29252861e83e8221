package io.whispra.auth.token;

import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

/** One version of the signing keys. */
final class KeySet {

    /** Fewer bits are refused (RFC 7518, section 3.3). */
    static final int MIN_BITS = 2048;

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final List<RSAKey> keys;
    private final JWSHeader header;
    private final JWSSigner signer;
    private final String published;

    private KeySet(List<RSAKey> keys) throws JOSEException {
        this.keys = keys;
        this.header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(TYPE).keyID(keys.getFirst().getKeyID()).build();
        this.signer = new RSASSASigner(keys.getFirst());
        this.published = new JWKSet(keys.stream().<JWK>map(RSAKey::toPublicJWK).toList()).toString(true);
    }

    /** From a JWK set (RFC 7517); {@link IllegalArgumentException} if it holds anything but usable RSA keys. */
    static KeySet parse(String jwks) {
        var keys = keys(jwks).stream().map(KeySet::usable).toList();
        if (keys.isEmpty() || !keys.getFirst().isPrivate()) {
            throw new IllegalArgumentException("its first key must be a private RSA key");
        }
        var ids = new HashSet<String>();
        for (var key : keys) {
            if (!ids.add(key.getKeyID())) {
                throw new IllegalArgumentException("the kid '" + key.getKeyID() + "' is there twice");
            }
        }
        try {
            return new KeySet(keys);
        } catch (JOSEException _) {
            throw new IllegalArgumentException("its first key does not sign");
        }
    }

    String sign(JWTClaimsSet claims) {
        var token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key does not sign", e);
        }
        return token.serialize();
    }

    Optional<JWK> verifying(@Nullable String keyId) {
        return keys.stream().filter(key -> key.getKeyID().equals(keyId)).findFirst().map(RSAKey::toPublicJWK);
    }

    /** The public keys, as a JWK set. */
    String published() {
        return published;
    }

    private static List<JWK> keys(String jwks) {
        try {
            return JWKSet.parse(jwks).getKeys();
        } catch (ParseException _) {
            throw new IllegalArgumentException("it is not a JWK set, {\"keys\": [...]}");
        }
    }

    private static RSAKey usable(JWK key) {
        var id = key.getKeyID();
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("a key has no kid");
        }
        if (!(key instanceof RSAKey rsa) || rsa.size() < MIN_BITS) {
            throw new IllegalArgumentException(
                    "the key '" + id + "' is not an RSA key of " + MIN_BITS + " bits or more");
        }
        var use = Optional.ofNullable(rsa.getKeyUse()).orElse(KeyUse.SIGNATURE);
        var algorithm = Optional.ofNullable(rsa.getAlgorithm()).orElse(JWSAlgorithm.RS256);
        if (!KeyUse.SIGNATURE.equals(use) || !JWSAlgorithm.RS256.equals(algorithm)) {
            throw new IllegalArgumentException("the key '" + id + "' is not for signing with RS256");
        }
        return new RSAKey.Builder(rsa).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).build();
    }
}
