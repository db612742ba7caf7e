package io.rmix.jndi;

import io.rmix.Endpoint;
import java.rmi.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;

/** Names that hold one or several endpoints. */
final class Urls {
    private static final String JDK = "rmi";

    private Urls() {}

    /** All that a name holds, in its order. */
    static List<Endpoint> parse(String name) throws InvalidNameException {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String url : name.strip().split("[\\s,]+", -1)) endpoints.add(endpoint(url));
        return endpoints;
    }

    private static Endpoint endpoint(String url) throws InvalidNameException {
        try {
            Endpoint endpoint = Endpoint.parse(url);
            if (endpoint.service().isEmpty())
                throw new InvalidNameException(url + ": no name after the address; expected scheme://host:port/name");
            return isJdk(endpoint) && endpoint.port() < 0 ? endpoint.withPort(Registry.REGISTRY_PORT) : endpoint;
        } catch (IllegalArgumentException e) {
            throw Failures.because(new InvalidNameException(e.getMessage()), e);
        }
    }

    /** Whether it belongs to the JDK's own Java RMI. */
    static boolean isJdk(Endpoint endpoint) {
        return endpoint.scheme().equals(JDK);
    }

    static List<Endpoint> jdks(List<Endpoint> endpoints) {
        return endpoints.stream().filter(Urls::isJdk).toList();
    }

    static List<Endpoint> ours(List<Endpoint> endpoints) {
        return endpoints.stream().filter(endpoint -> !isJdk(endpoint)).toList();
    }
}
