package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.Links;
import io.rmix.RemoteRef;
import io.rmix.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which endpoints of an object a stub may use from here, in which order and with which options.
 *
 * @param target name of the stub, empty for none
 */
record Choice(Providers providers, Contract contract, RemoteRef ref, String target) {
    private static final Logger LOG = LoggerFactory.getLogger(Choice.class);

    /** @throws IllegalArgumentException if none is left, with the reason for each */
    List<Way> order(Links links) {
        List<String> reasons = new ArrayList<>();
        List<Endpoint> usable = new ArrayList<>();
        for (Endpoint each : ref.endpointsFor(contract.name())) {
            String reason = unusable(each);
            if (reason.isEmpty()) usable.add(each);
            else reasons.add(each + ": " + reason);
        }
        List<Way> order = new ArrayList<>();
        for (Endpoint each : links.order(target, usable)) {
            Way way = new Way(each, links.options(target, usable, each.scheme()));
            String reason = providers.problem(way);
            if (reason.isEmpty()) order.add(way);
            else reasons.add(each + ": " + reason);
        }
        if (order.isEmpty())
            throw new IllegalArgumentException("no endpoint of " + ref + " can be used for " + contract.name()
                    + (reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")")
                    + (usable.isEmpty() ? "" : ": the links' rules leave none of " + usable));
        return order;
    }

    /** Empty, or why not. */
    private String unusable(Endpoint endpoint) {
        if (!providers.has(endpoint.scheme())) return "no provider for " + endpoint.scheme();
        if (endpoint.isSocketFile() && !isHere(ref.host())) return "on another host";
        try {
            providers.of(endpoint).check(contract);
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static boolean isHere(String host) {
        return !host.isEmpty() && host.equals(RemoteRef.thisHost());
    }

    /** Moves the route if other rules give another order than before. Completes when nothing is under way where it was. */
    CompletableFuture<Void> apply(Links before, Links now, Route route) {
        List<Way> order;
        try {
            order = order(now);
        } catch (IllegalArgumentException e) {
            LOG.warn("{} at {} stays there: {}", contract.name(), route.endpoint(), e.getMessage());
            return CompletableFuture.completedFuture(null);
        }
        if (order.equals(orderOrNone(before))) return CompletableFuture.completedFuture(null);
        LOG.info("{} goes from {} to {}", contract.name(), route.way(), order.get(0));
        return route.reorder(order);
    }

    private List<Way> orderOrNone(Links links) {
        try {
            return order(links);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
