package io.whispra.auth;

import java.text.ParseException;

import com.nimbusds.jwt.SignedJWT;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** The code of a problem; null in JSON where the answer is none. */
    public String code() {
        return text("/code");
    }

    public String text(String pointer) {
        return json().at(pointer).asString();
    }

    /** The session that the answer's access token belongs to. */
    public String sid() {
        try {
            return SignedJWT.parse(text("/accessToken")).getJWTClaimsSet().getStringClaim("sid");
        } catch (ParseException e) {
            throw new AssertionError(body, e);
        }
    }

    public String header(String name) {
        return String.valueOf(headers.getFirst(name));
    }
}
