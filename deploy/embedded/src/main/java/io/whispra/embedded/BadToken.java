package io.whispra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tokens that no service may accept (RFC 8725, RFC 9068), each an attack or a fault of its own. All are of a size that an
 * HTTP header may have.
 */
public enum BadToken {
    NONSENSE(_ -> "nonsense"),
    NO_ALGORITHM(issuer -> unsigned(issuer, "none")),
    NO_ALGORITHM_CAPITALISED(issuer -> unsigned(issuer, "None")),
    NO_ALGORITHM_MIXED(issuer -> unsigned(issuer, "nOnE")),
    NO_SIGNATURE(issuer -> parts(issuer, 2) + "."),
    NO_THIRD_PART(issuer -> parts(issuer, 2)),
    /** The public key, which everybody knows, as the secret of a symmetric algorithm. */
    SECRET_IS_THE_PEM(issuer -> symmetric(issuer, pem(issuer).getBytes(UTF_8))),
    SECRET_IS_THE_DER(issuer -> symmetric(issuer, der(issuer).getEncoded())),
    SECRET_IS_THE_JWK(issuer -> symmetric(issuer, issuer.publicKey().toJSONString().getBytes(UTF_8))),
    /** Keys that the token itself brings or points to. */
    KEY_IN_THE_HEADER(issuer -> forged(issuer, "\"jwk\":" + issuer.publicKey().toJSONString())),
    KEY_SET_ELSEWHERE(issuer -> forged(issuer, "\"jku\":\"" + Trap.url() + "\"")),
    CERTIFICATE_ELSEWHERE(issuer -> forged(issuer, "\"x5u\":\"" + Trap.url() + "\"")),
    CERTIFICATE_IN_THE_HEADER(issuer -> forged(issuer, "\"x5c\":[\"" + base64(der(issuer).getEncoded()) + "\"]")),
    KEY_ID_IS_A_PATH(issuer -> keyId(issuer, "\"../../dev/null\"")),
    KEY_ID_IS_A_QUERY(issuer -> keyId(issuer, "\"' OR 1=1\"")),
    KEY_ID_IS_AN_OBJECT(issuer -> keyId(issuer, "{\"$ne\":null}")),
    KEY_ID_IS_NULL(issuer -> keyId(issuer, "\"\\u0000\"")),
    KEY_ID_IS_LONG(issuer -> keyId(issuer, "\"" + "k".repeat(4_000) + "\"")),
    NO_KEY_ID(issuer -> issuer.token(_ -> {}, header -> header.keyID(null))),
    SIGNATURE_OF_ZEROS(issuer -> parts(issuer, 2) + "." + base64Url(new byte[256])),
    /** CVE-2022-21449. */
    ELLIPTIC_SIGNATURE_OF_ZEROS(
            issuer -> EmbeddedIssuer.assembled(header(issuer, "ES256"), issuer.claims(), new byte[64])),
    SIGNED_BY_ANOTHER(issuer -> issuer.forgedToken("anna")),
    /** A good signature, of an algorithm that is not the one. */
    ANOTHER_ALGORITHM(issuer -> issuer.signedWith(JWSAlgorithm.RS512)),
    ISSUED_ELSEWHERE(issuer -> issuer.token(claims -> claims.issuer("https://elsewhere.test"))),
    FOR_SOMEBODY_ELSE(issuer -> issuer.token(claims -> claims.audience("other"))),
    FOR_NOBODY(issuer -> issuer.token(claims -> claims.audience((String) null))),
    OF_ANOTHER_TYPE(issuer -> issuer.token(_ -> {}, header -> header.type(JOSEObjectType.JWT))),
    OF_NO_TYPE(issuer -> issuer.token(_ -> {}, header -> header.type(null))),
    OF_NOBODY(issuer -> issuer.token(claims -> claims.subject(null))),
    WITHOUT_END(issuer -> issuer.token(claims -> claims.expirationTime(null))),
    ENDED(issuer -> issuer.token(at(-31, JWTClaimsSet.Builder::expirationTime))),
    NOT_YET(issuer -> issuer.token(at(35, JWTClaimsSet.Builder::notBeforeTime))),
    FROM_THE_FUTURE(issuer -> issuer.token(at(300, JWTClaimsSet.Builder::issueTime))),
    DEEP_CLAIMS(issuer -> EmbeddedIssuer.assembled(header(issuer, "RS256"), deep(), new byte[256])),
    DEEP_HEADER(issuer -> EmbeddedIssuer.assembled(deep(), issuer.claims(), new byte[256])),
    /** A JWE whose password would be hashed two thousand million times (CVE-2023-52428). */
    ENCRYPTED_AT_GREAT_COST(_ -> EmbeddedIssuer.assembled("{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\","
            + "\"p2s\":\"AAAA\",\"p2c\":2147483647}", "k", new byte[1]) + ".AAAA.AAAA");

    private static final int DEPTH = 5_000;

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas that hold nothing.
    private final Function<EmbeddedIssuer, String> make;

    BadToken(Function<EmbeddedIssuer, String> make) {
        this.make = make;
    }

    /** A new one. */
    public String of(EmbeddedIssuer issuer) {
        return make.apply(issuer);
    }

    /** How many connections were made to the address at which some of these tokens say that their keys are. */
    public static int fetches() {
        return Trap.CONNECTIONS.get();
    }

    private static String unsigned(EmbeddedIssuer issuer, String algorithm) {
        return EmbeddedIssuer.assembled(header(issuer, algorithm), issuer.claims(), new byte[0]);
    }

    private static String symmetric(EmbeddedIssuer issuer, byte[] secret) {
        try {
            var signed = EmbeddedIssuer.assembled(header(issuer, "HS256"), issuer.claims(), new byte[0]);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return signed + base64Url(mac.doFinal(signed.substring(0, signed.length() - 1).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with HS256", e);
        }
    }

    private static String forged(EmbeddedIssuer issuer, String parameter) {
        var header = "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"mine\"," + parameter + "}";
        return EmbeddedIssuer.assembled(header, issuer.claims(), new byte[256]);
    }

    private static String keyId(EmbeddedIssuer issuer, String json) {
        return EmbeddedIssuer.assembled("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":" + json + "}",
                issuer.claims(), new byte[256]);
    }

    private static String header(EmbeddedIssuer issuer, String algorithm) {
        return "{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\"" + issuer.publicKey().getKeyID() + "\"}";
    }

    /** As deep as fits into a header: what is opened is not closed. */
    private static String deep() {
        return "{\"alg\":\"RS256\",\"a\":" + "[".repeat(DEPTH);
    }

    private static String parts(EmbeddedIssuer issuer, int count) {
        var parts = issuer.userToken("anna").split("\\.", -1);
        return String.join(".", Arrays.copyOf(parts, count));
    }

    private static Consumer<JWTClaimsSet.Builder> at(int seconds, TimeClaim claim) {
        return claims -> claim.set(claims, Date.from(Instant.now().plusSeconds(seconds)));
    }

    private static String pem(EmbeddedIssuer issuer) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der(issuer).getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static PublicKey der(EmbeddedIssuer issuer) {
        try {
            return issuer.publicKey().toPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("not a public key", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private interface TimeClaim {
        JWTClaimsSet.Builder set(JWTClaimsSet.Builder claims, Date time);
    }

    /** Where a key could be fetched from, if somebody were so kind. */
    private static final class Trap {
        private static final AtomicInteger CONNECTIONS = new AtomicInteger();
        private static final ServerSocket SOCKET = open();

        private Trap() {}

        static String url() {
            return "http://" + Ports.LOOPBACK + ":" + SOCKET.getLocalPort() + "/keys";
        }

        private static ServerSocket open() {
            try {
                var socket = new ServerSocket(0, 0, InetAddress.ofLiteral(Ports.LOOPBACK));
                Thread.ofVirtual().start(() -> count(socket));
                return socket;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on loopback", e);
            }
        }

        private static void count(ServerSocket socket) {
            try {
                while (true) {
                    socket.accept().close();
                    CONNECTIONS.incrementAndGet();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen any more", e);
            }
        }
    }
}
