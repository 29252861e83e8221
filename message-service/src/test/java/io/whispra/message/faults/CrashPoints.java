package io.whispra.message.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.whispra.message.entry.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Named points at which a process ends as by kill -9: around the ports, from outside, and in tests only. */
final class CrashPoints {

    static final int KILLED = 137;

    /** A place in the life of an entry; each is passed many times, and kills at the one that it was armed for. */
    enum Point {
        BEFORE_INSERT,
        AFTER_INSERT,
        BEFORE_ACK,
        WHILE_APPLYING,
        AFTER_APPLY,
        AFTER_PUBLISH,
        BEFORE_MARK
    }

    private static final Map<String, Point> BEFORE = Map.of("insert", Point.BEFORE_INSERT, "markPublished",
            Point.BEFORE_MARK);
    private static final Map<String, Point> AFTER = Map.of("insert", Point.AFTER_INSERT, "storeMemberships",
            Point.WHILE_APPLYING, "move", Point.AFTER_APPLY);
    private static final AtomicInteger left = new AtomicInteger();
    private static volatile @Nullable Point armed;

    private CrashPoints() {}

    /** Kills at the n-th time that the point is passed from now on. */
    static void arm(Point point, int nth) {
        left.set(nth);
        armed = point;
    }

    static void pass(Point point) {
        if (point == armed && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /** What makes an application mortal. Not found by scanning: whoever wants it names it. */
    static class Mortality {

        @Bean
        static BeanPostProcessor mortalPorts() throws ClassNotFoundException {
            var folds = Class.forName("io.whispra.message.fold.Folds");
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof Messages) {
                        return mortal(Messages.class, bean);
                    }
                    return folds.isInstance(bean) ? mortal(folds, bean) : bean;
                }
            };
        }

        /** Kills when everything is done and the answer is about to leave. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter mortalAnswers() {
            return (exchange, chain) -> {
                if (exchange.getRequest().getPath().value().endsWith("/messages")) {
                    exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> pass(Point.BEFORE_ACK)));
                }
                return chain.filter(exchange);
            };
        }
    }

    private static Object mortal(Class<?> port, Object adapter) {
        InvocationHandler handler = (_, method, arguments) -> {
            method.setAccessible(true);
            var before = BEFORE.get(method.getName());
            var after = AFTER.get(method.getName());
            if (before == null && after == null) {
                return answer(method, adapter, arguments);
            }
            return Mono.defer(() -> {
                if (before != null) {
                    pass(before);
                }
                return (Mono<?>) answer(method, adapter, arguments);
            }).doOnSuccess(_ -> {
                if (after != null) {
                    pass(after);
                }
            });
        };
        return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port}, handler);
    }

    private static Object answer(Method method, Object adapter, Object[] arguments) {
        try {
            return method.invoke(adapter, arguments);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(method.getName(), e);
        }
    }
}
