package io.whispra.media;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.util.ResourceLeakDetector;
import org.slf4j.LoggerFactory;

/** What is logged as an error from now on, leaks of network buffers with it: each buffer is watched. */
final class Log {
    private static final int ROUNDS = 5;

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    private Log() {}

    static Log watched() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        var log = new Log();
        log.events.start();
        ((Logger) LoggerFactory.getLogger("ROOT")).addAppender(log.events);
        return log;
    }

    /** A leak is noticed when the buffer is collected and another one is taken. */
    void collectGarbage(Runnable traffic) {
        for (int i = 0; i < ROUNDS; i++) {
            System.gc();
            traffic.run();
        }
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
        ((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(events);
    }

    List<String> errors() {
        return List.copyOf(events.list).stream().filter(event -> event.getLevel() == Level.ERROR)
                .filter(event -> !event.getThreadName().contains("aitility"))
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> !isOfTheTestsClient(message))
                .toList();
    }

    /** Answers whose body no test looked at. The store's client has other names in its pipeline. */
    private static boolean isOfTheTestsClient(String leak) {
        return leak.contains("HttpClientCodec") && leak.contains("reactor.left.httpCodec");
    }
}
