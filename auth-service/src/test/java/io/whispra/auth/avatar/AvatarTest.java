package io.whispra.auth.avatar;

import java.text.ParseException;
import java.util.List;

import com.nimbusds.jwt.SignedJWT;
import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.RunningService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class AvatarTest extends RunningService {

    private static final MediaStandIn MEDIA = new MediaStandIn();

    @Autowired
    Avatars avatars;

    private String token = "";
    private String id = "";

    @DynamicPropertySource
    static void media(DynamicPropertyRegistry registry) {
        registry.add("MEDIA_SERVICE_URL", MEDIA::url);
    }

    @BeforeEach
    void somebody() {
        MEDIA.status = 200;
        var person = api.newPerson();
        token = person.text("/accessToken");
        id = person.text("/user/id");
        MEDIA.claims.clear();
        MEDIA.releases.clear();
    }

    @Test
    void samplesAreWhatIsAsked() {
        var claim = MediaStandIn.sample("avatar-claim-request.json");
        var owner = claim.at("/ownerId").asString();
        var attachment = claim.at("/ids/0").asString();

        avatars.claim(owner, attachment).as(StepVerifier::create).verifyComplete();
        avatars.release(owner, attachment).as(StepVerifier::create).verifyComplete();

        assertThat(MEDIA.claims).containsExactly(claim);
        assertThat(MEDIA.releases).containsExactly(MediaStandIn.sample("avatar-release-request.json"));
    }

    @Test
    void itAsksWithItsOwnTokenForOneScope() throws ParseException {
        show("\"picture-1\"");
        var claims = SignedJWT.parse(MEDIA.tokens.getLast()).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("auth-service");
        assertThat(claims.getStringClaim("client_id")).isEqualTo("auth-service");
        assertThat(claims.getStringClaim("scope")).isEqualTo("attachments:claim");
        assertThat(claims.getClaim("sid")).isNull();
    }

    @Test
    void aPictureIsSeenByEverybodyAndTheFormerOneIsRemoved() {
        assertThat(show("\"picture-1\"").text("/avatarUrl")).isEqualTo("/api/v1/attachments/picture-1/content");
        assertThat(MEDIA.claims).singleElement().extracting(asked -> asked.at("/ownerId").asString()).isEqualTo(id);
        assertThat(MEDIA.releases).isEmpty();

        assertThat(show("\"picture-2\"").status()).isEqualTo(200);
        assertThat(ids(MEDIA.releases)).containsExactly("picture-1");
        var other = api.newPerson().text("/accessToken");
        assertThat(api.get("/api/v1/users/" + id, other).text("/avatarUrl"))
                .isEqualTo("/api/v1/attachments/picture-2/content");
        assertThat(api.get("/api/v1/users?ids=" + id, other).text("/users/0/avatarUrl"))
                .isEqualTo("/api/v1/attachments/picture-2/content");

        var without = show("null");
        assertThat(without.status()).isEqualTo(200);
        assertThat(without.json().has("avatarUrl")).isFalse();
        assertThat(ids(MEDIA.releases)).containsExactly("picture-1", "picture-2");
        assertThat(ids(MEDIA.claims)).containsExactly("picture-1", "picture-2");
    }

    @Test
    void theSamePictureAgainStays() {
        show("\"picture-1\"");
        assertThat(show("\"picture-1\"").text("/avatarUrl")).isEqualTo("/api/v1/attachments/picture-1/content");
        assertThat(MEDIA.releases).isEmpty();
    }

    @Test
    void nameAndPictureChangeTogetherAndWhatIsAbsentStays() {
        var answer = api.patch("/api/v1/me", token, "{\"name\": \"Countess\", \"avatar\": \"picture-1\"}");
        assertThat(answer.text("/name")).isEqualTo("Countess");
        assertThat(answer.text("/avatarUrl")).isEqualTo("/api/v1/attachments/picture-1/content");
        var renamed = api.patch("/api/v1/me", token, "{\"name\": \"Ada\"}");
        assertThat(renamed.text("/avatarUrl")).isEqualTo("/api/v1/attachments/picture-1/content");
    }

    @Test
    void whatMediaRefusesIsNoPicture() {
        show("\"picture-1\"");
        MEDIA.status = 422;
        var answer = show("\"picture-2\"");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0")).hasToString("{\"pointer\":\"/avatar\",\"code\":\"not-usable\"}");
        assertThat(api.get("/api/v1/me", token).text("/avatarUrl")).isEqualTo("/api/v1/attachments/picture-1/content");
        assertThat(MEDIA.releases).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500, 503})
    void withoutMediaNothingChanges(int status) {
        MEDIA.status = status;
        var answer = api.patch("/api/v1/me", token, "{\"name\": \"Countess\", \"avatar\": \"picture-1\"}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(api.get("/api/v1/me", token).text("/name")).isEqualTo("Ada Example");
        assertThat(api.patch("/api/v1/me", token, "{\"name\": \"Countess\"}").status()).isEqualTo(200);
    }

    @Test
    void aPictureThatCannotBeRemovedDoesNotMatter() {
        show("\"picture-1\"");
        MEDIA.status = 503;
        assertThat(show("null").status()).isEqualTo(200);
    }

    @Test
    void thePictureOfADeletedAccountIsRemoved() {
        show("\"picture-1\"");
        assertThat(api.ask(HttpMethod.DELETE, "/api/v1/me", "{\"password\": \"%s\"}".formatted(Api.PASSWORD),
                headers -> headers.setBearerAuth(token)).status()).isEqualTo(204);
        assertThat(ids(MEDIA.releases)).containsExactly("picture-1");
        var other = api.newPerson().text("/accessToken");
        assertThat(api.get("/api/v1/users/" + id, other).json().has("avatarUrl")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$ne\": null}", "[\"a\"]", "5", "true"})
    void t66_anIdIsText(String value) {
        assertThat(show(value).status()).isEqualTo(400);
        assertThat(MEDIA.claims).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"../x\"", "\"a b\"", "\"$ne\""})
    void t66_anIdHasTheFormOfOne(String value) {
        assertThat(show(value).status()).isEqualTo(422);
        assertThat(MEDIA.claims).isEmpty();
    }

    @Test
    void t26_theAddressOfAPictureCannotBeSet() {
        api.patch("/api/v1/me", token, "{\"avatarUrl\": \"https://elsewhere.example/x.png\"}");
        assertThat(api.get("/api/v1/me", token).json().has("avatarUrl")).isFalse();
        assertThat(MEDIA.claims).isEmpty();
    }

    private Answer show(String avatar) {
        return api.patch("/api/v1/me", token, "{\"avatar\": %s}".formatted(avatar));
    }

    private static List<String> ids(List<JsonNode> asked) {
        return asked.stream().map(body -> body.at("/ids/0").asString()).toList();
    }
}
