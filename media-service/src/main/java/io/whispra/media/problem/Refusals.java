package io.whispra.media.problem;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import com.mongodb.MongoCommandException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.mongodb.UncategorizedMongoDbException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.netty.channel.AbortedException;

/** Which refusal an error is: the whole error map of the service. */
final class Refusals {

    private static final Duration SOON = Duration.ofSeconds(2);

    private Refusals() {}

    static Refusal of(Throwable error) {
        return switch (error) {
            case Refusal refusal -> refusal;
            case AuthenticationException _ -> new Refusal(ProblemType.UNAUTHENTICATED,
                    "The access token is missing, invalid or expired.");
            case AccessDeniedException _ -> new Refusal(ProblemType.FORBIDDEN, "The token does not permit this.");
            case WebExchangeBindException e -> invalid(e);
            case DataBufferLimitException _ -> tooLarge();
            case ServerWebInputException e when e.getMostSpecificCause() instanceof DataBufferLimitException ->
                tooLarge();
            case ServerWebInputException e -> new Refusal(ProblemType.MALFORMED, malformed(e));
            case ServerExchangeRejectedException _ ->
                new Refusal(ProblemType.MALFORMED, "The address or a header cannot be accepted.");
            case AbortedException _ -> new Refusal(ProblemType.MALFORMED, "The connection was cut.");
            case IOException e when DisconnectedClientHelper.isClientDisconnectedException(e) ->
                new Refusal(ProblemType.MALFORMED, "The connection was cut.");
            case InvalidMediaTypeException _ -> new Refusal(ProblemType.MALFORMED, "A Content-Type cannot be read.");
            case DecodingException _ -> new Refusal(ProblemType.MALFORMED, "The body cannot be read.");
            case ErrorResponse e -> ofStatus(e.getStatusCode().value());
            case TransientDataAccessException _ -> unavailable();
            case DataAccessResourceFailureException _ -> unavailable();
            case TimeoutException _ -> unavailable();
            // Not every error of the driver has a kind of its own: that another one cut the connections has not.
            case UncategorizedMongoDbException e when !(e.getCause() instanceof MongoCommandException) -> unavailable();
            default -> new Refusal(ProblemType.INTERNAL, "The error was logged under this trace id.");
        };
    }

    private static Refusal invalid(WebExchangeBindException e) {
        var field = e.getFieldErrors().isEmpty() ? null : e.getFieldErrors().getFirst();
        return field == null
                ? new Refusal(ProblemType.INVALID, "The request is not acceptable.")
                : Refusal.field(pointer(field.getField()), "invalid",
                        field.getField() + ": " + field.getDefaultMessage());
    }

    /** `a.b[0]` is `/a/b/0`. */
    private static String pointer(String field) {
        return "/" + field.replace('.', '/').replace('[', '/').replace("]", "");
    }

    private static String malformed(ServerWebInputException e) {
        var parameter = e.getMethodParameter();
        var name = parameter == null ? null : parameter.getParameterName();
        return name == null ? "The request cannot be read." : "The value of '" + name + "' cannot be read.";
    }

    private static Refusal tooLarge() {
        return new Refusal(ProblemType.TOO_LARGE, "The body exceeds the limit.");
    }

    private static Refusal unavailable() {
        return Refusal.unavailable("A part that this needs does not answer; nothing is known to have changed.", SOON);
    }

    private static Refusal ofStatus(int status) {
        for (var type : ProblemType.values()) {
            if (type.status().value() == status) {
                return new Refusal(type, type.title() + ".");
            }
        }
        return status >= 500
                ? new Refusal(ProblemType.INTERNAL, "The error was logged under this trace id.")
                : new Refusal(ProblemType.MALFORMED, "The request cannot be answered.");
    }
}
