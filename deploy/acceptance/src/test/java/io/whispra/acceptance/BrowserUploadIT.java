package io.whispra.acceptance;

import java.net.URI;
import java.util.Base64;

import io.whispra.acceptance.client.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Files go up and are shown in a real browser, on a page of Whispra's own with its content security policy, and the storage is
 * another origin.
 */
class BrowserUploadIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    private static @Nullable Browser browser;

    @BeforeAll
    static void open() {
        assumeTrue(Browser.isThere(), "CHROMIUM must name a browser on this machine");
        browser = Browser.open(URI.create(whispra.base() + "/docs"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    /** What is sent, and how large it must turn out to be when the page shows it. */
    enum Shown {
        IMAGE("image/png", "sea.png", 640, 400),
        VIDEO("video/webm", "evening.webm", 160, 90);

        private final String contentType;
        private final String fileName;
        private final int width;
        private final int height;

        Shown(String contentType, String fileName, int width, int height) {
            this.contentType = contentType;
            this.fileName = fileName;
            this.width = width;
            this.height = height;
        }

        byte[] bytes() {
            return this == IMAGE ? Samples.png(width, height) : Samples.webm();
        }

        /** What the element of the page knows of it once it has loaded. */
        String script() {
            return this == IMAGE ? """
                    const image = new Image();
                    await new Promise((loaded, failed) => Object.assign(image, {onload: loaded, onerror: failed, src: url}));
                    const size = {width: image.naturalWidth, height: image.naturalHeight};
                    """ : """
                    const video = document.createElement("video");
                    await new Promise((loaded, failed) =>
                      Object.assign(video, {onloadeddata: loaded, onerror: failed, muted: true, preload: "auto", src: url}));
                    const size = {width: video.videoWidth, height: video.videoHeight};
                    """;
        }
    }

    private static final String START = """
            const bytes = Uint8Array.from(atob(argument.bytes), c => c.charCodeAt(0));
            const file = new File([bytes], argument.name, {type: argument.type});
            const api = async (method, path, body) => {
              const json = typeof body === "string" ? {"Content-Type": "application/json"} : {};
              const headers = {Authorization: "Bearer " + argument.token, ...json};
              const answer = await fetch("/api/v1" + path, {method, headers, body});
              if (!answer.ok) throw new Error(method + " " + path + " answered " + answer.status + ": " + await answer.text());
              return answer.json();
            };
            """;

    private static final String DIRECT = """
            const made = await api("POST", "/attachments", JSON.stringify({name: file.name, contentType: file.type, size: file.size}));
            const put = () => fetch(made.upload.url, {method: made.upload.method, headers: made.upload.headers, body: file});
            const first = (await put()).status;
            const again = (await put()).status;
            const attachment = await api("POST", `/attachments/${made.id}/complete`);
            """;

    private static final String MULTIPART = """
            const form = new FormData();
            form.append("file", file);
            const attachment = await api("POST", "/attachments", form);
            const first = 200, again = 412;
            """;

    private static final String END = """
            return {attachment, first, again, size};
            """;

    @ParameterizedTest
    @EnumSource
    void straightToTheStorageOnceAndIsShown(Shown shown) {
        var outcome = upload(DIRECT, shown);
        assertThat(outcome.path("first").asInt()).isEqualTo(200);
        assertThat(outcome.path("again").asInt()).isEqualTo(412);
    }

    @ParameterizedTest
    @EnumSource
    void throughTheGatewayAndIsShown(Shown shown) {
        upload(MULTIPART, shown);
    }

    @Test
    void smallerImagesComeWithABlurredOneToShowAtOnce() {
        var attachment = upload(MULTIPART, Shown.IMAGE).path("attachment");
        assertThat(attachment.path("blurhash").asString()).isNotEmpty();
        assertThat(attachment.path("variants").path("small").path("width").asInt()).isEqualTo(320);
    }

    private static JsonNode upload(String way, Shown shown) {
        var ana = whispra.person("Ana");
        var argument = Json.object().put("token", ana.token()).put("name", shown.fileName)
                .put("type", shown.contentType)
                .put("bytes", Base64.getEncoder().encodeToString(shown.bytes()));
        var link = "const url = (await api(\"GET\", `/attachments/${attachment.id}/link`)).url;\n";
        var outcome = requireNonNull(browser).evaluate(START + way + link + shown.script() + END, argument);
        assertThat(outcome.refused()).as("refused by the content security policy").isEmpty();
        var value = outcome.value();
        assertThat(value.path("size").path("width").asInt()).isEqualTo(shown.width);
        assertThat(value.path("size").path("height").asInt()).isEqualTo(shown.height);
        var attachment = value.path("attachment");
        assertThat(attachment.path("status").asString()).isEqualTo("ready");
        assertThat(attachment.path("contentType").asString()).isEqualTo(shown.contentType);
        assertThat(ana.api().get("/api/v1/attachments/" + attachment.path("id").asString()).expect(200))
                .isEqualTo(attachment);
        return value;
    }
}
