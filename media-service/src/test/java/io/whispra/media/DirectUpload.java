package io.whispra.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/** An upload by a link, as a client does it with what it was told; a test can do otherwise. */
record DirectUpload(String id, String method, URI url, Map<String, String> headers) {
    static DirectUpload of(JsonNode begun) {
        var upload = begun.get("upload");
        var headers = new HashMap<String, String>();
        upload.get("headers").properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().asString()));
        return new DirectUpload(begun.get("id").asString(), upload.get("method").asString(),
                URI.create(upload.get("url").asString()), headers);
    }

    DirectUpload with(String header, String value) {
        var changed = new HashMap<>(headers);
        changed.put(header, value);
        return new DirectUpload(id, method, url, changed);
    }

    DirectUpload without(String header) {
        var changed = new HashMap<>(headers);
        changed.remove(header);
        return new DirectUpload(id, method, url, changed);
    }

    DirectUpload to(URI other) {
        return new DirectUpload(id, method, other, headers);
    }

    /** The store's answer. */
    int send(byte[] content) {
        return send(method, content);
    }

    int send(String otherMethod, byte[] content) {
        var request = HttpRequest.newBuilder(url).timeout(RunningService.PATIENCE)
                .method(otherMethod,
                        content.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content));
        headers.forEach(request::header);
        // The store ends a connection whose request it refused before it was read, perhaps under the next request.
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
