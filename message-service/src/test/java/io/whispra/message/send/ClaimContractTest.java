package io.whispra.message.send;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import io.whispra.message.send.Attachments.Claim;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The claim as the media service's own samples have it. */
class ClaimContractTest {

    private static final Path SAMPLES = Path.of("../media-service/contracts/samples");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JsonMapper json = JsonMapper.shared();
    private final AtomicReference<JsonNode> asked = new AtomicReference<>();
    private final Sinks.Empty<Void> answering = Sinks.empty();
    private DisposableServer server = HttpServer.create().port(0).bindNow();

    @BeforeEach
    void serve() throws IOException {
        server.disposeNow();
        var response = Files.readAllBytes(SAMPLES.resolve("claim-response.json"));
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, answer) -> request.receive()
                        .aggregate()
                        .asByteArray()
                        .doOnNext(body -> asked.set(json.readTree(body)))
                        .then(answering.asMono())
                        .then(answer.header("Content-Type", "application/json").sendByteArray(Mono.just(response))
                                .then()))
                .bindNow();
    }

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void sampleIsWhatIsAskedAndUnderstood() throws IOException {
        answering.tryEmitEmpty();
        var request = json.readTree(Files.readString(SAMPLES.resolve("claim-request.json")));

        StepVerifier.create(attachments(4).claim(claim(request))).assertNext(files -> {
            assertThat(files).extracting(file -> file.name()).containsExactly("lake.png", "notes.txt");
            assertThat(files.getFirst().width()).isEqualTo(640);
            assertThat(files.getLast().width()).isNull();
        }).expectComplete().verify(PATIENCE);
        assertThat(asked.get()).isEqualTo(request);
    }

    @Test
    void claimsAtOnceAreBounded() throws IOException {
        var request = json.readTree(Files.readString(SAMPLES.resolve("claim-request.json")));
        var attachments = attachments(1);
        var first = attachments.claim(claim(request)).toFuture();

        StepVerifier.create(attachments.claim(claim(request)))
                .expectErrorMatches(
                        error -> error instanceof Refusal refusal && refusal.type() == ProblemType.UNAVAILABLE)
                .verify(PATIENCE);
        answering.tryEmitEmpty();
        assertThat(first).succeedsWithin(PATIENCE);
        StepVerifier.create(attachments.claim(claim(request))).expectNextCount(1).expectComplete().verify(PATIENCE);
    }

    private MediaServiceAttachments attachments(int concurrentClaims) {
        var url = URI.create("http://127.0.0.1:" + server.port());
        return new MediaServiceAttachments(WebClient.create(url.toString()),
                new SendProperties(8000, 10, 50, url, concurrentClaims, PATIENCE));
    }

    private static Claim claim(JsonNode request) {
        var ids = request.path("ids").valueStream().map(JsonNode::asString).toList();
        return new Claim(List.copyOf(ids), request.path("ownerId").asString(), request.path("roomId").asString(),
                request.path("messageId").asString());
    }
}
