package io.whispra.message.abuse;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.whispra.message.Client;
import io.whispra.message.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What means something to a database, a template or a log means nothing here. Anna's message has the seq 4. */
@ExtendWith(OutputCaptureExtension.class)
class InjectionTest extends ServiceTest {

    private static final List<Object> OPERATORS = List.of(Map.of("$ne", "x"), Map.of("$gt", ""),
            Map.of("$regex", ".*"), Map.of("$where", "1"), List.of(Map.of("$ne", 1)));

    private final String room = unique("injection");
    private String message = "";

    @BeforeEach
    void message() {
        client.newRoom(room, "anna", "ben");
        message = Client.message(room, client.send("anna", room, Client.text("m", "secret of the room")).seq());
    }

    @Test
    void t66_operatorsInPlaceOfAnyFieldAreRefused() {
        Map<String, Object> image = Map.of("clientId", "i", "type", "image", "content", "x", "attachmentIds",
                List.of("image_png-1"), "replyTo", 4, "mentions", List.of("ben"));
        Map<String, Object> edit = Map.of("clientId", "e", "content", "x", "mentions", List.of("ben"));
        for (var operator : OPERATORS) {
            for (var field : image.keySet()) {
                assertThat(client.send("anna", room, with(image, field, operator)).status())
                        .as("%s %s", field, operator)
                        .isIn(400, 422);
            }
            for (var field : edit.keySet()) {
                assertThat(client.call("anna", HttpMethod.PATCH, message, with(edit, field, operator)).status())
                        .as("%s %s", field, operator).isIn(400, 422);
            }
        }
        assertThat(client.seqs(room)).hasSize(4);
        assertThat(media.claims()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$ne\":null}", "{\"$gt\":\"\"}", "$where", "' || '1'=='1", "[$ne]", "\u0000", "../../x"})
    void t66_operatorsInPathsAndParametersFindNothing(String operator) {
        var written = URLEncoder.encode(operator, UTF_8).replace("+", "%20");
        var base = "/api/v1/rooms/" + room;
        for (var path : List.of("/api/v1/rooms/" + written + "/messages", base + "/messages/" + written,
                "/api/v1/rooms/" + written + "/search?q=secret", base + "/messages?before=" + written,
                base + "/messages?limit=" + written, base + "/entries?after=" + written,
                base + "/search?q=secret&cursor=" + written, base + "/search?q=secret&limit=" + written,
                "/api/v1/search?q=secret&cursor=" + written, base + "/search?q%5B%24ne%5D=" + written)) {
            var answer = client.get("ben", path);
            assertThat(answer.status()).as(path).isIn(400, 404, 422);
            assertThat(answer.body().toString()).doesNotContain("secret of");
        }
        for (var change : List.of(message + "?clientId=" + written, message + "/reactions/" + written + "?clientId=c",
                message + "/reactions/%F0%9F%91%8D?clientId=" + written)) {
            assertThat(client.call("anna", HttpMethod.DELETE, change, null).status()).as(change).isIn(400, 404, 422);
        }
        var text = client.get("ben", base + "/search?q=" + written);
        assertThat(text.body().path("hits")).isEmpty();
        assertThat(client.seqs(room)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#{7*7}", "${jndi:ldap://127.0.0.1:1/a}", "%{7*7}", "T(java.lang.Runtime).getRuntime()",
            "line\r\n2026-01-01T00:00:00.000Z  INFO fake", "<script>alert(1)</script>", "\u001b[31mred"})
    void t52_whatIsWrittenIsStoredAsItIsAndNeverLogged(String text, CapturedOutput output) {
        var sent = client.send("anna", room, Client.text("t", text));
        var path = Client.message(room, sent.seq());
        var edited = text + " again";
        client.edit("anna", path, "e", edited);

        assertThat(client.log(room).get(4).path("data").path("content").asString()).isEqualTo(text);
        assertThat(client.get("ben", path).body().path("data").path("content").asString()).isEqualTo(edited);
        var query = URLEncoder.encode(text, UTF_8).replace("+", "%20");
        assertThat(client.get("ben", "/api/v1/rooms/" + room + "/search?q=" + query).status()).isEqualTo(200);
        assertThat(client.send("anna", room, Client.text(text, "x")).status()).isEqualTo(422);
        assertThat(client.get("ben", "/api/v1/rooms/" + query + "/messages")
                .status()).isIn(400, 404);
        assertThat(output.getAll()).doesNotContain(text);
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var changed = new TreeMap<>(body);
        changed.put(field, value);
        return changed;
    }
}
