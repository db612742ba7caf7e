package io.rmix.cli.config;

import io.rmix.Endpoint;
import java.util.List;
import java.util.Optional;

/** Keeps a node from listening beyond its own machine by oversight. */
public final class Loopback {
    private Loopback() {}

    /** Refuses the first endpoint of the section that others than this machine could reach. */
    static void requireIt(Section endpoints) {
        for (String key : List.of("members", "clients")) {
            Optional<Value> list = endpoints.optional(key);
            for (Value item : list.map(Value::items).orElse(List.of())) {
                Endpoint endpoint = item.address();
                if (!holds(endpoint)) {
                    throw item.place()
                            .error(
                                    "%s: %s listens beyond this machine without TLS: if its network is to be trusted,"
                                            + " write security: {insecure-bind: true}",
                                    key, endpoint);
                }
            }
        }
    }

    /** Whether only this machine can reach an endpoint. */
    public static boolean holds(Endpoint endpoint) {
        return endpoint.isSocketFile() || is(endpoint.host());
    }

    /** Whether a host is this machine's loopback by its name alone: {@code localhost}, 127.0.0.0/8 or ::1. */
    static boolean is(String host) {
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.matches("\\[(0*:){2,7}0*1\\]");
    }
}
