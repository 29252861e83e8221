package io.whispra.acceptance.check;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.whispra.acceptance.stack.LocalStack;

/** One thing that breaks for a while. */
sealed interface Fault {

    /** What it is called in the report. */
    String name();

    List<String> parts();

    /** Breaks it, and returns when it could work again; a killed process may still be starting then. */
    void happen(LocalStack stack) throws InterruptedException;

    /** Processes end at once, all in the same moment, and are started again by their supervisor. */
    record Kill(List<String> parts) implements Fault {

        @Override
        public String name() {
            return "kill " + String.join(" and ", parts);
        }

        @Override
        public void happen(LocalStack stack) {
            parts.forEach(part -> stack.signal(part, "KILL"));
        }
    }

    /** A process stands still, with all its connections open. */
    record Pause(String part, long milliseconds) implements Fault {

        @Override
        public String name() {
            return "pause " + part;
        }

        @Override
        public List<String> parts() {
            return List.of(part);
        }

        @Override
        public void happen(LocalStack stack) throws InterruptedException {
            var pid = stack.signal(part, "STOP");
            try {
                TimeUnit.MILLISECONDS.sleep(milliseconds);
            } finally {
                if (pid > 0) {
                    LocalStack.signal(pid, "CONT");
                }
            }
        }
    }

    /** A part is away: nobody listens where it was. */
    record Outage(String part, long milliseconds) implements Fault {

        @Override
        public String name() {
            return "outage of " + part;
        }

        @Override
        public List<String> parts() {
            return List.of(part);
        }

        @Override
        public void happen(LocalStack stack) throws InterruptedException {
            stack.stop(part);
            try {
                TimeUnit.MILLISECONDS.sleep(milliseconds);
            } finally {
                stack.start(part);
            }
        }
    }
}
