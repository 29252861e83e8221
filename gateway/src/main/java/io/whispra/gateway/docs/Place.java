package io.whispra.gateway.docs;

import java.net.URI;

import tools.jackson.core.JsonPointer;

/**
 * Something in a contract file that others refer to, and where it is in the document of all.
 *
 * @param file    such as `room-service/contracts/openapi.yaml`
 * @param pointer to a component, or empty for a file that is one schema
 */
record Place(String file, String pointer) {

    private static final String COMPONENTS = "/components/";

    /**
     * What a reference is to. What it names within a component or a schema is not told from the component itself.
     *
     * @param file in which the reference stands
     */
    static Place of(String file, String reference) {
        var other = URI.create(file).resolve(reference.isEmpty() ? file : reference);
        var fragment = other.getFragment() == null ? "" : other.getFragment();
        var path = reference.startsWith("#") ? file : other.getPath();
        return new Place(path, isSchema(path) ? "" : component(fragment));
    }

    /** What a reference names beyond the place that it is to. */
    static String within(Place place, String reference) {
        var hash = reference.indexOf('#');
        var fragment = hash < 0 ? "" : reference.substring(hash + 1);
        return fragment.substring(place.pointer().length());
    }

    /** The kind of component. */
    String section() {
        return pointer.isEmpty() ? "schemas" : pointer.split("/", -1)[2];
    }

    /** The name among the components of all, which begins with the service's. */
    String name() {
        var service = file.substring(0, file.indexOf('/')).replace("-service", "");
        var own = pointer.isEmpty()
                ? file.substring(file.lastIndexOf('/') + 1).replace(".schema.json", "")
                : pointer.split("/", -1)[3];
        return service + "." + own;
    }

    JsonPointer inFile() {
        return JsonPointer.compile(pointer);
    }

    private static boolean isSchema(String file) {
        return file.endsWith(".schema.json");
    }

    private static String component(String fragment) {
        var parts = fragment.split("/", -1);
        if (!fragment.startsWith(COMPONENTS) || parts.length < 4) {
            throw new IllegalArgumentException("'" + fragment + "' is not in a component");
        }
        return COMPONENTS + parts[2] + "/" + parts[3];
    }
}
