package io.whispra.gateway.edge;

import java.util.Set;

import org.springframework.http.HttpMethod;

/**
 * One path that is let in.
 *
 * @param service who answers
 * @param path    where it is
 * @param methods what it supports
 * @param open    whether no token is needed to get through the door; the service may still want one
 */
record Resource(Service service, Template path, Set<HttpMethod> methods, boolean open) {

    Resource {
        methods = Set.copyOf(methods);
    }
}
