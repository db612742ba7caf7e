package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.spi.Provider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the provider of a scheme. */
final class Providers {
    private final Map<String, Provider> byScheme = new TreeMap<>();

    Providers(List<Provider> providers) {
        for (Provider provider : providers) {
            for (String scheme : provider.schemes()) {
                Provider other = byScheme.put(scheme, provider);
                if (other != null)
                    throw new IllegalStateException("two providers claim the scheme '" + scheme + "': "
                            + describe(other) + " and " + describe(provider) + "; leave one of them out");
            }
        }
    }

    private static String describe(Provider provider) {
        return provider.name() + " (" + provider.getClass().getName() + ")";
    }

    boolean has(String scheme) {
        return byScheme.containsKey(scheme);
    }

    Provider of(Endpoint endpoint) {
        Provider provider = byScheme.get(endpoint.scheme());
        if (provider == null)
            throw new IllegalArgumentException("no provider for the scheme '" + endpoint.scheme() + "' of " + endpoint
                    + "; there are " + byScheme.keySet() + ". Is its jar on the class path?");
        return provider;
    }
}
