package io.whispra.media.storage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/** Has every name under `s3.test` lead to this machine, as a store's own name server does for its buckets. */
public final class BucketNames extends InetAddressResolverProvider {
    static final String DOMAIN = "s3.test";

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new Names(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "buckets under " + DOMAIN;
    }

    private record Names(InetAddressResolver others) implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            return host.equals(DOMAIN) || host.endsWith("." + DOMAIN)
                    ? Stream.of(InetAddress.getByAddress(host, new byte[]{127, 0, 0, 1}))
                    : others.lookupByName(host, policy);
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            return others.lookupByAddress(address);
        }
    }
}
