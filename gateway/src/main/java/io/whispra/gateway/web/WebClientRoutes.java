package io.whispra.gateway.web;

import java.util.List;

import io.whispra.gateway.edge.Admission;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Answers what the door let in for the web client: its files, and at each of its pages the same one, which finds out by itself what to
 * show. Who asks there for anything but HTML is told that there is nothing.
 */
@Configuration(proxyBeanMethods = false)
class WebClientRoutes {

    private static final RequestPredicate OF_WEB = request -> Admission.isForWeb(request.exchange());

    @Bean
    RouterFunction<ServerResponse> webClient(WebFiles files) {
        return RouterFunctions.route(OF_WEB, request -> {
            var file = file(files, request);
            return file == null
                    ? Mono.error(new Refusal(ProblemType.NOT_FOUND, "There is nothing at this path."))
                    : answer(file, request);
        });
    }

    private static @Nullable WebFile file(WebFiles files, ServerRequest request) {
        var path = request.uri().getRawPath();
        var isPage = path.indexOf('.') < 0;
        return isPage && takesHtml(request) ? files.page() : files.at(path);
    }

    private static boolean takesHtml(ServerRequest request) {
        var accepted = request.headers().accept();
        return accepted.isEmpty() || accepted.stream().anyMatch(MediaType.TEXT_HTML::isCompatibleWith);
    }

    private static Mono<ServerResponse> answer(WebFile file, ServerRequest request) {
        var form = file.formFor(request.headers().header(HttpHeaders.ACCEPT_ENCODING));
        var headers = request.exchange().getResponse().getHeaders();
        headers.setVary(List.of(HttpHeaders.ACCEPT_ENCODING));
        headers.setCacheControl(file.kept());
        if (request.exchange().checkNotModified(form.etag())) {
            return ServerResponse.status(HttpStatus.NOT_MODIFIED).build();
        }
        if (form.coding() != Coding.NONE) {
            headers.set(HttpHeaders.CONTENT_ENCODING, form.coding().contentEncoding());
        }
        return ServerResponse.ok().contentType(file.type()).bodyValue(form.bytes().duplicate());
    }
}
