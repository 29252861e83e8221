package io.whispra.local.stack;

/**
 * One process of a service.
 *
 * @param name unique in the stack
 */
public record Instance(String name, Service service, int port, int managementPort) {

    String url() {
        return "http://127.0.0.1:" + port;
    }
}
