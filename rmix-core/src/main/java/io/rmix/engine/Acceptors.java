package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.Limits;
import io.rmix.Security;
import io.rmix.spi.Acceptor;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bound addresses; endpoints at one address share one, and the last export that leaves closes it. */
final class Acceptors {
    private final Map<String, Bound> byAddress = new HashMap<>();
    private final Providers providers;
    private final Security security;
    private final ServerEnvironment environment;

    Acceptors(Limits limits, Security security, Providers providers, Dispatcher dispatcher) {
        this.providers = providers;
        this.security = security;
        this.environment = new ServerEnvironment(dispatcher, limits, security);
    }

    private static final class Bound {
        private final Acceptor acceptor;
        private int users;
        private boolean open;

        Bound(Acceptor acceptor) {
            this.acceptor = acceptor;
        }
    }

    synchronized Acceptor acquire(Endpoint endpoint) throws IOException {
        Endpoint address = endpoint.withService("");
        Bound bound = byAddress.get(address.address());
        if (bound == null) {
            checkBind(address);
            bound = new Bound(providers.of(address).listen(address, environment));
            byAddress.put(bound.acceptor.address().address(), bound);
        }
        bound.users++;
        return bound.acceptor;
    }

    /** Lets peers in, if nobody did yet. */
    synchronized void open(Acceptor acceptor) {
        Bound bound = byAddress.get(acceptor.address().address());
        if (bound == null || bound.acceptor != acceptor || bound.open) return;
        bound.open = true;
        acceptor.open();
    }

    private void checkBind(Endpoint address) {
        if (address.port() < 0 || security.insecureBind() || security.tls().isPresent()) return;
        try {
            if (InetAddress.getByName(address.host()).isLoopbackAddress()) return;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("cannot bind " + address + ": unknown host " + address.host(), e);
        }
        throw new IllegalArgumentException("will not bind " + address
                + " beyond loopback without TLS; configure TLS, or allow it with Security.insecureBind");
    }

    void release(Acceptor acceptor, Duration drain) {
        synchronized (this) {
            Bound bound = byAddress.get(acceptor.address().address());
            if (bound == null || bound.acceptor != acceptor || --bound.users > 0) return;
            byAddress.remove(acceptor.address().address());
        }
        acceptor.close(drain);
    }

    void close(Duration drain) {
        List<Bound> all;
        synchronized (this) {
            all = new ArrayList<>(byAddress.values());
            byAddress.clear();
        }
        Threads.inParallel(all.stream()
                .<Runnable>map(bound -> () -> bound.acceptor.close(drain))
                .toList());
    }
}
