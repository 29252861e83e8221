package io.whispra.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes tokens that nobody should make: with the installation's own key where that is the point. */
final class Forge {

    private static final int STRANGERS_BITS = 2048;
    private static final long LIFE = 600;

    private final RSAKey key;
    private final String issuer;
    private final Person victim;

    /**
     * For tokens like a good one of somebody.
     *
     * @param keys   the JWK set that the installation signs with
     * @param victim whose user and session they name
     */
    Forge(File keys, String issuer, Person victim) {
        this.key = first(keys);
        this.issuer = issuer;
        this.victim = victim;
    }

    /** As the auth service would make it: everything else is this with something changed. */
    String good() {
        return signed(_ -> {});
    }

    /** One that belongs to no session, as those of services, which have scopes. */
    String withoutSession() {
        return signed(claims -> claims.claim("sid", null));
    }

    /** T8: a good one that ends soon. */
    String expiringIn(long seconds) {
        return signed(claims -> claims.expirationTime(in(seconds)));
    }

    /** Signed by the right key, but not to be accepted (T6, T7). */
    Map<String, String> wrongClaims() {
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("other issuer", signed(c -> c.issuer("https://elsewhere.example")));
        tokens.put("no issuer", signed(c -> c.issuer(null)));
        tokens.put("other audience", signed(c -> c.audience("other")));
        tokens.put("no audience", signed(c -> c.audience((String) null)));
        tokens.put("no expiry", signed(c -> c.expirationTime(null)));
        tokens.put("no subject", signed(c -> c.subject(null)));
        tokens.put("expired", signed(c -> c.expirationTime(in(-35))));
        tokens.put("not yet", signed(c -> c.notBeforeTime(in(40))));
        tokens.put("from the future", signed(c -> c.issueTime(in(3_600)).expirationTime(in(4_200))));
        tokens.put("other type", with(header -> header.type(JOSEObjectType.JWT)));
        tokens.put("no type", with(header -> header.type(null)));
        return tokens;
    }

    /** Signed by nobody, or by somebody else (T1 to T5). */
    Map<String, String> wrongSignatures() {
        var tokens = new LinkedHashMap<String, String>();
        var parts = good().split("\\.", -1);
        for (var none : new String[]{"none", "None", "nOnE"}) {
            tokens.put("T1 alg " + none, json("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".");
        }
        tokens.put("T1 no third part", parts[0] + "." + parts[1]);
        tokens.put("T2 HS256 with the PEM", mac(pem().getBytes(US_ASCII)));
        tokens.put("T2 HS256 with the DER", mac(publicKey().getEncoded()));
        tokens.put("T2 HS256 with the JWK", mac(key.toPublicJWK().toJSONString().getBytes(UTF_8)));
        tokens.put("T3 key in the header", strangers(h -> h.jwk(stranger().toPublicJWK())));
        tokens.put("T5 zeros", parts[0] + "." + parts[1] + "." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(new byte[256]));
        tokens.put("T5 empty", parts[0] + "." + parts[1] + ".");
        tokens.put("T5 ES256 of zeros",
                json("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.getKeyID() + "\"}")
                        + "." + parts[1] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]));
        for (var kid : new String[]{"../../dev/null", "' OR 1=1", "{\"$ne\":null}", "\u0000", "k".repeat(3_000), ""}) {
            tokens.put("T4 kid " + kid.substring(0, Math.min(20, kid.length())), strangers(h -> h.keyID(kid)));
        }
        tokens.put("T4 no kid", strangers(h -> h.keyID(null)));
        return tokens;
    }

    /** T18: small, and large when opened. */
    Map<String, String> bombs() {
        var parts = good().split("\\.", -1);
        return Map.of(
                "deep claims", parts[0] + "." + json("[".repeat(2_500) + "]".repeat(2_500)) + "." + parts[2],
                "deep claims in an object",
                parts[0] + "." + json("{\"a\":".repeat(800) + "1" + "}".repeat(800)) + "." + parts[2],
                "PBES2",
                json("{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\",\"p2c\":2147483647,\"p2s\":\"AAAA\"}")
                        + ".AAAA.AAAA.AAAA.AAAA");
    }

    /** T3: keys that lie at this address, if anybody goes there. */
    Map<String, String> pointingTo(String address) {
        return Map.of(
                "jku", strangers(h -> h.jwkURL(java.net.URI.create(address))),
                "x5u", strangers(h -> h.x509CertURL(java.net.URI.create(address))));
    }

    private String signed(Consumer<JWTClaimsSet.Builder> change) {
        return sign(key, header(key), change);
    }

    private String with(UnaryOperator<JWSHeader.Builder> change) {
        return sign(key, change.apply(header(key)), _ -> {});
    }

    private String strangers(UnaryOperator<JWSHeader.Builder> change) {
        var stranger = stranger();
        return sign(stranger, change.apply(header(stranger).keyID(key.getKeyID())), _ -> {});
    }

    private String sign(RSAKey signing, JWSHeader.Builder header, Consumer<JWTClaimsSet.Builder> change) {
        var token = new SignedJWT(header.build(), claims(change));
        try {
            token.sign(new RSASSASigner(signing));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private String mac(byte[] secret) {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID()).build(), claims(_ -> {}));
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("whispra")
                .subject(victim.id())
                .claim("sid", sid())
                .issueTime(in(0))
                .expirationTime(in(LIFE))
                .jwtID(UUID.randomUUID().toString());
        change.accept(claims);
        return claims.build();
    }

    private Object sid() {
        try {
            return SignedJWT.parse(victim.token()).getJWTClaimsSet().getClaim("sid");
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSHeader.Builder header(RSAKey signing) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("at+jwt"))
                .keyID(signing.getKeyID());
    }

    private RSAPublicKey publicKey() {
        try {
            return key.toRSAPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                .encodeToString(publicKey().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    }

    private static String json(String content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(UTF_8));
    }

    private static RSAKey first(File keys) {
        try {
            return JWKSet.load(keys).getKeys().getFirst().toRSAKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey stranger() {
        return Stranger.KEY;
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    /** Made once: it takes a while. */
    private static final class Stranger {

        private static final RSAKey KEY = make();

        private static RSAKey make() {
            try {
                return new RSAKeyGenerator(STRANGERS_BITS).keyID(UUID.randomUUID().toString()).generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
