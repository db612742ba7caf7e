package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.Links;
import io.rmix.spi.ConnectionOption;
import io.rmix.spi.Provider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the provider of a scheme. Any number of threads. */
final class Providers {
    private volatile Map<String, Provider> byScheme = Map.of();

    /** @throws IllegalStateException if two claim one scheme; it names both */
    Providers(List<Provider> providers) {
        exchange(List.of(), providers);
    }

    /**
     * Takes providers out and puts others in, at once.
     *
     * @throws IllegalStateException if a scheme would have two; it names both, and nothing has changed
     */
    synchronized void exchange(List<? extends Provider> out, List<? extends Provider> in) {
        Map<String, Provider> changed = new TreeMap<>(byScheme);
        changed.values().removeAll(out);
        for (Provider provider : in) {
            for (String scheme : provider.schemes()) {
                Provider other = changed.put(scheme, provider);
                if (other != null)
                    throw new IllegalStateException("two providers claim the scheme '" + scheme + "': "
                            + describe(other) + " and " + describe(provider) + "; leave one of them out");
            }
        }
        byScheme = changed;
    }

    private static String describe(Provider provider) {
        return provider.name() + " (" + provider.getClass().getName() + ")";
    }

    boolean has(String scheme) {
        return byScheme.containsKey(scheme);
    }

    /**
     * Checks the options of rules, as far as there are providers for their schemes.
     *
     * @throws IllegalArgumentException if a provider has no such option or it does not take the value; it names all three
     */
    void check(Links links) {
        Map<String, Provider> all = byScheme;
        for (Links.Rule rule : links.rules()) {
            rule.options().forEach((scheme, given) -> {
                Provider provider = all.get(scheme);
                if (provider != null) ConnectionOption.check(scheme, provider.options(), given);
            });
        }
    }

    /** Why a provider that is there does not take the options, or empty: it may have come after the rule. */
    String problem(Way way) {
        if (way.options().isEmpty()) return "";
        try {
            ConnectionOption.check(way.endpoint().scheme(), of(way.endpoint()).options(), way.options());
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    Provider of(Endpoint endpoint) {
        Map<String, Provider> all = byScheme;
        Provider provider = all.get(endpoint.scheme());
        if (provider == null)
            throw new IllegalArgumentException("no provider for the scheme '" + endpoint.scheme() + "' of " + endpoint
                    + "; there are " + all.keySet() + ". Is its jar on the class path, or its plug-in loaded?");
        return provider;
    }
}
