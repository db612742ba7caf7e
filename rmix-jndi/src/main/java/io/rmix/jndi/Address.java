package io.rmix.jndi;

import io.rmix.Endpoint;
import java.rmi.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;

/** One of the endpoints that a name holds. */
sealed interface Address {
    /** Spaces and commas before another scheme; a registry's names may have them too. */
    Pattern SEPARATOR = Pattern.compile("[\\s,]+(?=[A-Za-z][A-Za-z0-9+.-]*:)");

    /** {@code rmi://host:port/name}, {@code rmi:///name}, {@code rmi:name}: as the JDK's provider has it. */
    Pattern JDK = Pattern.compile(
            "rmi:(?://(\\[[^]/]*]|[^:/]*)(?::(\\d{1,5}))?(?=/|$))?/?(?!/)(.*)", Pattern.CASE_INSENSITIVE);

    /**
     * A name in a registry of the JDK.
     *
     * @param host empty for this one
     */
    record Jdk(String host, int port, String name) implements Address {
        @Override
        public String toString() {
            return "rmi://" + host + ":" + port + "/" + name;
        }
    }

    /** What RMIX serves. */
    record Rmix(Endpoint endpoint) implements Address {}

    /**
     * All that a name holds, in its order.
     *
     * @throws InvalidNameException if one of them is none; it says why
     */
    static List<Address> parse(String name) throws InvalidNameException {
        List<Address> all = new ArrayList<>();
        for (String url : SEPARATOR.split(name.strip())) all.add(one(url));
        return all;
    }

    private static Address one(String url) throws InvalidNameException {
        Matcher jdk = JDK.matcher(url);
        if (jdk.matches()) return jdk(url, jdk);
        if (url.regionMatches(true, 0, "rmi:", 0, 4)) throw bad(url, "it is no address of a registry");
        try {
            Endpoint endpoint = Endpoint.parse(url);
            if (endpoint.service().isEmpty()) throw bad(url, "no name after the address");
            return new Rmix(endpoint);
        } catch (IllegalArgumentException e) {
            throw Failures.because(new InvalidNameException(e.getMessage()), e);
        }
    }

    private static Jdk jdk(String url, Matcher parts) throws InvalidNameException {
        String name = parts.group(3);
        if (name.isEmpty()) throw bad(url, "no name after the address");
        String host = parts.group(1) == null ? "" : parts.group(1);
        int port = parts.group(2) == null ? Registry.REGISTRY_PORT : Integer.parseInt(parts.group(2));
        if (port > 65_535) throw bad(url, "a port is at most 65535");
        return new Jdk(host, port, name);
    }

    private static InvalidNameException bad(String url, String why) {
        return new InvalidNameException(url + ": " + why + "; expected scheme://host:port/name");
    }

    /** Those in registries of the JDK. */
    static List<Jdk> jdks(List<Address> all) {
        return all.stream().filter(Jdk.class::isInstance).map(Jdk.class::cast).toList();
    }

    /** Those that RMIX serves. */
    static List<Endpoint> endpoints(List<Address> all) {
        return all.stream()
                .filter(Rmix.class::isInstance)
                .map(address -> ((Rmix) address).endpoint())
                .toList();
    }
}
