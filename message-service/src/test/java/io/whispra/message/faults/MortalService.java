package io.whispra.message.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

import io.whispra.message.MessageService;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The service in a process of its own, which dies where it is told to: a line of its input is a point and a count. */
public final class MortalService {

    private MortalService() {}

    public static void main(String[] args) {
        Thread.ofPlatform().daemon().start(MortalService::listen);
        new SpringApplicationBuilder(MessageService.class, CrashPoints.Mortality.class).run(args);
    }

    private static void listen() {
        try (var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                var words = order.split(" ", 2);
                CrashPoints.arm(CrashPoints.Point.valueOf(words[0]), Integer.parseInt(words[1]));
            }
        } catch (IOException _) {
            // As at the end.
        }
        // Nobody is left to give orders: the test that started this is gone.
        Runtime.getRuntime().halt(1);
    }
}
