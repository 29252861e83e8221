package io.whispra.media.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** As much of S3 as the set-up of a bucket speaks, over HTTP; remembers what it was asked. */
final class SmallStore implements AutoCloseable {
    private static final Map<String, String> NOTHING = Map.of("cors", "NoSuchCORSConfiguration", "lifecycle",
            "NoSuchLifecycleConfiguration");

    private final DisposableServer server = HttpServer.create().host("127.0.0.1").port(0).handle(this::answer)
            .bindNow();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> settings = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private volatile boolean there = true;

    /** Header names are in small letters. */
    record Asked(String what, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    int port() {
        return server.port();
    }

    SmallStore withoutBucket() {
        there = false;
        return this;
    }

    /** What is there already, as XML. */
    SmallStore with(String setting, String xml) {
        settings.put(setting, xml);
        return this;
    }

    /** Answers such a request with a failure from now on: `GET cors`, `PUT`, `HEAD`. 0: no longer. */
    SmallStore refusing(String what, int status) {
        refusals.put(what, status);
        return this;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<String> whatWasAsked() {
        return asked.stream().map(Asked::what).toList();
    }

    Asked asked(String what) {
        return asked.stream().filter(one -> one.what().equals(what)).findFirst().orElseThrow();
    }

    String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            var setting = request.uri().replaceFirst("^[^?]*\\??", "").replaceFirst("[=&].*", "");
            var what = (request.method().name() + " " + setting).strip();
            var headers = new HashMap<String, String>();
            request.requestHeaders().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT),
                    header.getValue()));
            headers.put("path", request.uri());
            asked.add(new Asked(what, headers, body));
            int status = status(what, setting, body);
            return Mono.from(say(response, what, setting, status));
        });
    }

    private int status(String what, String setting, String body) {
        var refusal = refusals.getOrDefault(what, 0);
        if (refusal != 0) {
            return refusal;
        }
        return switch (what) {
            case "HEAD" -> there ? 200 : 404;
            case "PUT" -> {
                there = true;
                yield 200;
            }
            case "PUT cors", "PUT lifecycle" -> {
                settings.put(setting, body);
                yield 200;
            }
            case "GET cors", "GET lifecycle" -> settings.containsKey(setting) ? 200 : 404;
            case "POST uploads" -> 200;
            default -> body.isEmpty() ? 400 : 200;
        };
    }

    private Publisher<Void> say(HttpServerResponse response, String what, String setting, int status) {
        response.status(status).header("Content-Type", "application/xml").header("ETag", "\"e\"");
        if (what.equals("HEAD") || (what.startsWith("PUT") && status == 200)) {
            return response.send();
        }
        if (what.equals("POST uploads")) {
            return response.sendString(Mono.just("""
                    <InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>u</UploadId>\
                    </InitiateMultipartUploadResult>"""));
        }
        response.header("x-amz-transition-default-minimum-object-size", "varies_by_storage_class");
        var code = switch (status) {
            case 404 -> NOTHING.getOrDefault(setting, "NoSuchKey");
            case 403 -> "AccessDenied";
            case 501 -> "NotImplemented";
            case 400 -> "MalformedXML";
            case 405 -> "MethodNotAllowed";
            default -> "InternalError";
        };
        return response.sendString(Mono.just(status == 200
                ? settings.getOrDefault(setting, "")
                : "<Error><Code>" + code + "</Code><Message>" + code + " it is</Message></Error>"));
    }
}
