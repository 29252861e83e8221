package io.whispra.gateway.edge;

import java.time.Duration;

import io.whispra.gateway.problem.Refusal;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this gateway takes requests. Says nothing of the services behind it. */
@RestController
final class OwnHealth {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final ApplicationAvailability availability;

    OwnHealth(ApplicationAvailability availability) {
        this.availability = availability;
    }

    record Health(String status) {}

    @GetMapping("/api/v1/health")
    Health health() {
        if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
            throw Refusal.unavailable("This server is starting or stopping.", SOON);
        }
        return new Health("up");
    }
}
