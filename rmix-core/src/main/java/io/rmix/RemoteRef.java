package io.rmix;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A reference to an exported object: its identity, and where and how it can be called. An argument or a result over any provider, and a
 * line of text for people and files.
 *
 * <p>Two references are to the same object exactly if their {@link #guid()} is the same, whatever their endpoints: see {@link #isSameObject}.
 *
 * @param guid identity of the object, given at export
 * @param host identity of the exporter's running host, or empty if it has none: endpoints that reach no further than their host
 *     ({@code grpc+unix}) are of use only where it is equal. Letters, digits, {@code . _ -}; at most 64.
 * @param endpoints where it can be called, in the exporter's order of preference; not empty
 */
public record RemoteRef(UUID guid, String host, List<Entry> endpoints) {
    private static final String PREFIX = "rmix:";

    public RemoteRef {
        Objects.requireNonNull(guid, "guid");
        endpoints = List.copyOf(endpoints);
        if (!host.matches("[A-Za-z0-9._-]{0,64}")) throw bad(host, "a host has at most 64 letters, digits, . _ -");
        if (endpoints.isEmpty()) throw new IllegalArgumentException("a reference needs an endpoint");
    }

    /** A reference of a host that is not known. */
    public RemoteRef(UUID guid, List<Entry> endpoints) {
        this(guid, "", endpoints);
    }

    /**
     * One way to call the object.
     *
     * @param endpoint with the object's service name
     * @param contracts names of the contracts that can be called there
     */
    public record Entry(Endpoint endpoint, List<String> contracts) {
        public Entry {
            Objects.requireNonNull(endpoint, "endpoint");
            contracts = List.copyOf(contracts);
            for (String name : contracts)
                if (!name.matches("[^,=+\\s]+")) throw bad(name, "a contract's name has no , = + and no space");
        }

        @Override
        public String toString() {
            return contracts.isEmpty() ? endpoint.toString() : endpoint + "=" + String.join("+", contracts);
        }
    }

    /** Identity of the host that this process runs on; empty if it has none. */
    public static String thisHost() {
        return HostIdentity.HERE;
    }

    /** Whether both are to one object. */
    public boolean isSameObject(RemoteRef other) {
        return guid.equals(other.guid);
    }

    /** The endpoints at which a contract can be called, in order. */
    public List<Endpoint> endpointsFor(String contract) {
        return endpoints.stream()
                .filter(entry -> entry.contracts().contains(contract))
                .map(Entry::endpoint)
                .toList();
    }

    /**
     * Parses what {@link #toString()} prints.
     *
     * @throws IllegalArgumentException if it is none, with what is wrong
     */
    public static RemoteRef parse(String text) {
        if (!text.startsWith(PREFIX)) throw bad(text, "expected rmix:GUID@HOST,URI=CONTRACT+CONTRACT,…");
        String[] parts = text.substring(PREFIX.length()).split(",", -1);
        int at = parts[0].indexOf('@');
        String guid = at < 0 ? parts[0] : parts[0].substring(0, at);
        UUID id;
        try {
            id = UUID.fromString(guid);
        } catch (IllegalArgumentException e) {
            throw bad(text, "'" + guid + "' is no GUID");
        }
        if (!id.toString().equalsIgnoreCase(guid)) throw bad(text, "'" + guid + "' is no GUID");
        return new RemoteRef(
                id,
                at < 0 ? "" : parts[0].substring(at + 1),
                Arrays.stream(parts).skip(1).map(RemoteRef::entry).toList());
    }

    private static Entry entry(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) return new Entry(Endpoint.parse(text), List.of());
        return new Entry(
                Endpoint.parse(text.substring(0, equals)),
                List.of(text.substring(equals + 1).split("\\+")));
    }

    private static IllegalArgumentException bad(String text, String why) {
        return new IllegalArgumentException("not a reference: '" + text + "': " + why);
    }

    /** {@code rmix:GUID@HOST,URI=CONTRACT+CONTRACT,URI=…}; without {@code @HOST} if the host is not known. */
    @Override
    public String toString() {
        return PREFIX
                + guid
                + (host.isEmpty() ? "" : "@" + host)
                + endpoints.stream().map(entry -> "," + entry).collect(Collectors.joining());
    }
}
