package io.rmix.cli.contract;

import io.rmix.Endpoint;
import io.rmix.cli.UserError;
import io.rmix.contract.Contract;
import io.rmix.spi.Description;
import io.rmix.spi.Provider;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The forms in which a contract can be described: each is some provider's, by its scheme or by the name that users know. */
final class Forms {
    private static final Map<String, String> SCHEMES = Map.of("proto", "grpc", "wsdl", "soap");
    private static final String SOME_PORT = "://127.0.0.1:8080/";

    private Forms() {}

    /**
     * Has the provider of a form describe a contract.
     *
     * @param at where the service is to be; empty for a place at loopback
     * @throws UserError if there is no such form, or it cannot express the contract
     */
    static Description describe(Contract contract, String form, String at) {
        String scheme = SCHEMES.getOrDefault(form, form);
        Map<String, Provider> providers = new TreeMap<>();
        for (Provider provider : ServiceLoader.load(Provider.class))
            provider.schemes().forEach(served -> providers.put(served, provider));
        Provider provider = providers.get(scheme);
        if (provider == null)
            throw new UserError("--as: no provider makes '" + form
                    + "'; expected proto, wsdl, or the scheme of a provider: " + String.join(", ", providers.keySet()));
        Endpoint endpoint = parse(at.isEmpty() ? scheme + SOME_PORT + contract.simpleName() : at);
        if (!endpoint.scheme().equals(scheme))
            throw new UserError(
                    "--at: expected " + scheme + "://HOST:PORT/SERVICE for --as " + form + ", not '" + at + "'");
        try {
            return provider.describe(contract, endpoint)
                    .orElseThrow(() -> new UserError("--as: provider " + provider.name()
                            + " has no form to describe a contract in; its clients need the Java interface itself"));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private static Endpoint parse(String at) {
        try {
            return Endpoint.parse(at);
        } catch (IllegalArgumentException e) {
            throw new UserError("--at: " + e.getMessage(), e);
        }
    }
}
