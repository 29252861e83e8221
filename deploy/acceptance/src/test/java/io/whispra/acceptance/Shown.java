package io.whispra.acceptance;

import java.util.Base64;

import io.whispra.acceptance.client.Json;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A file that a page of Whispra's own sends and shows, in a real browser, and how large it must turn out to be. */
enum Shown {
    IMAGE("image/png", "sea.png", 640, 400),
    VIDEO("video/webm", "evening.webm", 160, 90);

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

    /** Straight to the storage, twice. */
    static final String DIRECT = """
            const made = await api("POST", "/attachments", JSON.stringify({name: file.name, contentType: file.type, size: file.size}));
            const put = () => fetch(made.upload.url, {method: made.upload.method, headers: made.upload.headers, body: file});
            const first = (await put()).status;
            const again = (await put()).status;
            const attachment = await api("POST", `/attachments/${made.id}/complete`);
            """;

    /** Through the gateway. */
    static final String MULTIPART = """
            const form = new FormData();
            form.append("file", file);
            const attachment = await api("POST", "/attachments", form);
            const first = 200, again = 412;
            """;

    private static final String END = """
            return {attachment, first, again, size};
            """;

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

    /** What became of it: the attachment, and what the storage said to the first and to a second time. */
    JsonNode upload(Page page, Person ana, String way) {
        var argument = Json.object().put("token", ana.token()).put("name", fileName)
                .put("type", contentType)
                .put("bytes", Base64.getEncoder().encodeToString(bytes()));
        var link = "const url = (await api(\"GET\", `/attachments/${attachment.id}/link`)).url;\n";
        var value = page.evaluate(START + way + link + script() + END, argument);
        assertThat(page.complaints()).isEmpty();
        assertThat(value.path("size").path("width").asInt()).isEqualTo(width);
        assertThat(value.path("size").path("height").asInt()).isEqualTo(height);
        var attachment = value.path("attachment");
        assertThat(attachment.path("status").asString()).isEqualTo("ready");
        assertThat(attachment.path("contentType").asString()).isEqualTo(contentType);
        assertThat(ana.api().get("/api/v1/attachments/" + attachment.path("id").asString()).expect(200))
                .isEqualTo(attachment);
        return value;
    }
}
