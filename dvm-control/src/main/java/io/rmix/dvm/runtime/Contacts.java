package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import java.util.List;

/**
 * Whom a node asks to be taken into a DVM, beside the configured members: to know one member is enough.
 *
 * @param endpoints addresses of members, without a service. A host may be a name that stands for several addresses: then each of them is a member of its own, and all are asked.
 *     At most {@link #MOST}
 * @param founds whether the configured members found the DVM if there is none; else this node only joins
 */
public record Contacts(List<Endpoint> endpoints, boolean founds) {
    /** The most contacts. */
    public static final int MOST = 64;

    /** Refuses what others cannot be reached at. */
    public Contacts {
        endpoints = List.copyOf(endpoints);
        if (endpoints.size() > MOST) {
            throw new IllegalArgumentException(endpoints.size() + " contacts: expected at most " + MOST);
        }
        for (Endpoint each : endpoints) {
            if (!each.service().isEmpty() || each.port() == 0) {
                throw new IllegalArgumentException("contact " + each
                        + ": expected scheme://host:port of an endpoint for members, without a service");
            }
        }
        if (endpoints.isEmpty() && !founds) {
            throw new IllegalArgumentException("a node that founds nothing needs a contact");
        }
    }

    /** The configured members found, and nobody else is asked. */
    public static Contacts none() {
        return new Contacts(List.of(), true);
    }

    /** Whom a node that founds nothing asks. */
    public static Contacts of(String... endpoints) {
        return new Contacts(List.of(endpoints).stream().map(Endpoint::parse).toList(), false);
    }
}
