package io.whispra.gateway.engineio;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Handshake;
import io.whispra.gateway.socket.Ids;
import io.whispra.gateway.socket.Link;
import io.whispra.gateway.socket.SocketProperties;
import io.whispra.gateway.socket.Visitors.Visit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** The endpoint of Engine.IO: a handshake opens a session, on the transport that it names; what names a session belongs to it. */
public final class EngineIo implements WebHandler {

    private static final Logger log = LoggerFactory.getLogger(EngineIo.class);
    private static final String VERSION = "4";
    private static final String WEBSOCKET = "websocket";
    private static final Set<String> TRANSPORTS = Set.of(WEBSOCKET, "polling");

    private final Handshake handshake;
    private final SocketProperties properties;
    private final Function<EngineSocket, Messages> protocol;
    private final Polling polling;
    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();

    /** Serves the protocol that is made for each session. */
    public EngineIo(Handshake handshake, SocketProperties properties, Function<EngineSocket, Messages> protocol) {
        this.handshake = handshake;
        this.properties = properties;
        this.protocol = protocol;
        this.polling = new Polling((int) properties.inbound().maxFrame().toBytes());
    }

    SocketProperties properties() {
        return properties;
    }

    Function<EngineSocket, Messages> protocol() {
        return protocol;
    }

    /** How many sessions are open. */
    public int count() {
        return sessions.size();
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var party = handshake.party(request);
        if (party == null) {
            return HandshakeError.FORBIDDEN.answer(exchange);
        }
        CrossOrigin.allow(exchange, party);
        var transport = only(exchange, "transport");
        if (transport == null || !TRANSPORTS.contains(transport)) {
            return HandshakeError.TRANSPORT_UNKNOWN.answer(exchange);
        }
        if (!VERSION.equals(only(exchange, "EIO"))) {
            return HandshakeError.VERSION_UNSUPPORTED.answer(exchange);
        }
        if (transport.equals(WEBSOCKET) && !Handshake.isAskedFor(request)) {
            return HandshakeError.BAD_REQUEST.answer(exchange);
        }
        var answered = request.getQueryParams().containsKey("sid")
                ? goOn(exchange, transport, party)
                : begin(exchange, transport, party);
        return answered.onErrorMap(error -> !(error instanceof Refusal), EngineIo::nameless);
    }

    /** Further on an error would be told with the request's address, in which the session's id is. */
    private static Refusal nameless(Throwable error) {
        if (error instanceof AbortedException || error instanceof IOException) {
            return new Refusal(ProblemType.MALFORMED, "The request was broken off.");
        }
        log.error("A request failed", error);
        return new Refusal(ProblemType.INTERNAL, "The error was logged.");
    }

    private Mono<Void> begin(ServerWebExchange exchange, String transport, String party) {
        if (transport.equals(WEBSOCKET)) {
            return handshake.open(exchange, (link, visit) -> session(link, visit, party));
        }
        if (!HttpMethod.GET.equals(exchange.getRequest().getMethod())) {
            return HandshakeError.BAD_METHOD.answer(exchange);
        }
        return Mono.defer(() -> {
            Handshake.refuseToken(exchange.getRequest());
            var visit = handshake.enter(exchange.getRequest());
            return Mono.<PollingLink>create(opened -> handshake.open(exchange.getResponse(), PollingLink::new,
                    link -> session(link, visit, party), opened::success))
                    .flatMap(link -> polling.get(exchange, link));
        });
    }

    private EngineSession session(Link link, Visit visit, String party) {
        var sid = Ids.next();
        var session = new EngineSession(new Guest(sid, party, visit, sessions), link, this);
        sessions.put(sid, session);
        return session;
    }

    /** A session is known only to those on whose behalf it was opened. */
    private Mono<Void> goOn(ServerWebExchange exchange, String transport, String party) {
        var sid = only(exchange, "sid");
        var session = sid == null ? null : sessions.get(sid);
        if (session == null || !session.guest().party().equals(party)) {
            return HandshakeError.SESSION_UNKNOWN.answer(exchange);
        }
        return transport.equals(WEBSOCKET) ? upgrade(exchange, session) : poll(exchange, session);
    }

    private Mono<Void> upgrade(ServerWebExchange exchange, EngineSession session) {
        return session.mayUpgrade()
                ? handshake.upgrade(exchange, link -> new Upgrade(link, session))
                        .doOnError(_ -> session.probed(false))
                        .doOnCancel(() -> session.probed(false))
                : HandshakeError.BAD_REQUEST.answer(exchange);
    }

    private Mono<Void> poll(ServerWebExchange exchange, EngineSession session) {
        var link = session.polling();
        var method = exchange.getRequest().getMethod();
        if (link != null && HttpMethod.GET.equals(method)) {
            return polling.get(exchange, link);
        }
        if (link != null && HttpMethod.POST.equals(method)) {
            return polling.post(exchange, link);
        }
        return HandshakeError.BAD_REQUEST.answer(exchange);
    }

    private static @Nullable String only(ServerWebExchange exchange, String name) {
        var values = exchange.getRequest().getQueryParams().get(name);
        return values != null && values.size() == 1 ? values.getFirst() : null;
    }
}
