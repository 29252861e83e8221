package io.whispra.gateway.upstream;

import java.net.URI;
import java.util.Comparator;
import java.util.List;

/**
 * Highest random weight hashing (Thaler and Ravishankar, 1996): everybody ranks the instances for a key the same, and an instance that comes or
 * goes moves only its own keys.
 */
final class Rendezvous {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Rendezvous() {}

    /** The instances, best first. */
    static List<URI> ranked(String key, List<URI> instances) {
        if (instances.size() == 1) {
            return instances;
        }
        return instances.stream()
                .sorted(Comparator.<URI>comparingLong(instance -> weight(key, instance)).reversed())
                .toList();
    }

    private static long weight(String key, URI instance) {
        var hash = FNV_OFFSET;
        var text = instance + "\n" + key;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        // FNV leaves its high bits weak; this is the finalizer of MurmurHash3.
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
