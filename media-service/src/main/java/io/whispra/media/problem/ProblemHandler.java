package io.whispra.media.problem;

import java.util.UUID;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes every error as problem JSON, whoever raised it: a handler, the framework or the security filters. */
@Component
@Order(-2)
public class ProblemHandler
        implements
            WebExceptionHandler,
            ServerAuthenticationEntryPoint,
            ServerAccessDeniedHandler,
            ServerExchangeRejectedHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private final JsonMapper json;
    private final MeterRegistry meters;

    ProblemHandler(JsonMapper json, MeterRegistry meters) {
        this.json = json;
        this.meters = meters;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException e) {
        return handle(exchange, e);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException e) {
        return handle(exchange, (Throwable) e);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException e) {
        return handle(exchange, (Throwable) e);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        var refusal = Refusals.of(error);
        meters.counter("whispra.media.refusals", "code", refusal.type().code()).increment();
        var traceId = traceId(exchange);
        if (refusal.type() == ProblemType.INTERNAL) {
            log.error("Unexpected error, traceId={}", traceId, error);
        }
        return write(exchange, refusal, traceId);
    }

    private Mono<Void> write(ServerWebExchange exchange, Refusal refusal, String traceId) {
        var response = exchange.getResponse();
        var headers = response.getHeaders();
        response.setStatusCode(refusal.type().status());
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        if (refusal.type() == ProblemType.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        var retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        var body = json.writeValueAsBytes(Problem.of(refusal, traceId));
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** The W3C trace id (https://www.w3.org/TR/trace-context/) that the gateway gave the request, else a new one. */
    private static String traceId(ServerWebExchange exchange) {
        var parent = exchange.getRequest().getHeaders().getFirst("traceparent");
        var matcher = TRACEPARENT.matcher(parent == null ? "" : parent);
        return matcher.matches() ? matcher.group(1) : UUID.randomUUID().toString().replace("-", "");
    }
}
