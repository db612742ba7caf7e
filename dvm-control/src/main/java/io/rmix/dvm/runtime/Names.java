package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Hosts of endpoints that are names, and the addresses that they stand for. */
final class Names {
    /** Of one name; those beyond are left out. */
    static final int MOST = 64;

    private Names() {}

    /** Whether the host is a name, which has to be looked up, and not an address or a file. */
    static boolean isName(Endpoint endpoint) {
        String host = endpoint.host();
        return endpoint.port() >= 0 && !host.startsWith("[") && !host.matches("[0-9.]+");
    }

    /**
     * The same endpoint at each address of its host; as it is if there is only one, so that certificates for the name go on to hold. Waits for the system's resolver.
     *
     * @throws UnknownHostException if the name stands for none
     */
    static List<Endpoint> lookUp(Endpoint endpoint) throws UnknownHostException {
        if (!isName(endpoint)) {
            return List.of(endpoint);
        }
        InetAddress[] addresses = InetAddress.getAllByName(endpoint.host());
        if (addresses.length == 1) {
            return List.of(endpoint);
        }
        List<Endpoint> all = new ArrayList<>();
        for (InetAddress each : addresses) {
            if (all.size() < MOST) {
                all.add(new Endpoint(endpoint.scheme(), literal(each), endpoint.port(), endpoint.service()));
            }
        }
        return all;
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        String plain = scope < 0 ? text : text.substring(0, scope);
        return plain.contains(":") ? "[" + plain + "]" : plain;
    }
}
