package io.whispra.local.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** What a service is to its supervisor: a process that answers, takes orders to die, and may be stubborn. */
public final class DummyService {

    private DummyService() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("dummy starts");
        switch (arguments[0]) {
            case "dead" -> {
                System.out.println("cannot live");
                System.exit(7);
            }
            case "slow" -> {
                waitForEver();
                return;
            }
            case "stubborn" -> Runtime.getRuntime().addShutdownHook(new Thread(DummyService::waitForEver));
            default -> Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("dummy stops")));
        }
        serve(Integer.parseInt(arguments[1]));
    }

    private static void serve(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/actuator/health/readiness", DummyService::ok);
        server.start();
    }

    private static void ok(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static void waitForEver() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
