package io.whispra.gateway.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.netty.util.concurrent.DefaultEventExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

class WheelTest {

    private static final Duration TICK = Duration.ofMillis(2);

    private final DefaultEventExecutor loop = new DefaultEventExecutor();
    private final Wheel wheel = new Wheel(loop, TICK);

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 0, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void nothingHappensBeforeItsTimeAlsoAfterMoreThanOneRound() {
        var early = ConcurrentHashMap.<Integer>newKeySet();
        var done = new AtomicInteger();
        loop.submit(() -> {
            for (var delay : List.of(0, 1, 2, 10, 100, 1_023, 1_024, 1_100)) {
                var due = System.nanoTime() + Duration.ofMillis(delay).toNanos();
                wheel.after(Duration.ofMillis(delay), () -> {
                    if (System.nanoTime() < due) {
                        early.add(delay);
                    }
                    done.incrementAndGet();
                });
            }
        }).syncUninterruptibly();
        await().untilAsserted(() -> assertThat(done).hasValue(8));
        assertThat(early).isEmpty();
    }

    @Test
    void nothingHappensBeforeItsTimeOnALoopThatIsLate() {
        var waited = new AtomicLong();
        loop.submit(() -> {
            wheel.after(TICK, () -> {});
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            var start = System.nanoTime();
            wheel.after(Duration.ofMillis(50), () -> waited.set(System.nanoTime() - start));
        }).syncUninterruptibly();
        await().untilAtomic(waited, greaterThanOrEqualTo(Duration.ofMillis(50).toNanos()));
    }

    @Test
    void cancelledTurnNeverComesAndAFailedOneStopsNobody() {
        var ran = new ArrayList<String>();
        loop.submit(() -> {
            wheel.after(TICK, () -> ran.add("cancelled")).cancel();
            wheel.after(TICK, () -> {
                throw new IllegalStateException("on purpose");
            });
            wheel.after(TICK, () -> wheel.after(TICK, () -> ran.add("second")));
        }).syncUninterruptibly();
        await().untilAsserted(() -> assertThat(loop.submit(() -> List.copyOf(ran)).get()).containsExactly("second"));
    }

    @Test
    void wheelTurnsAgainAfterItStoodStill() {
        var ran = new AtomicInteger();
        for (var i = 1; i <= 3; i++) {
            loop.submit(() -> wheel.after(TICK, ran::incrementAndGet)).syncUninterruptibly();
            await().untilAtomic(ran, org.hamcrest.Matchers.is(i));
        }
    }
}
