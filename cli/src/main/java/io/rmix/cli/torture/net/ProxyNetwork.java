package io.rmix.cli.torture.net;

import io.rmix.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Members on loopback that reach each other through proxies in this process, one for each endpoint. Since TCP brings everything or breaks, what does not pass is held until
 * {@link #heal}, as TCP would send it again, and single packets cannot be lost. Needs Linux, to know whose connections are whose.
 */
public final class ProxyNetwork implements Network {
    private static final int MOST_CONNECTIONS = 4096;

    private final SocketOwners owners = new SocketOwners();
    private final Map<String, ProxyHost> hosts = new LinkedHashMap<>();
    private final Map<List<String>, Way> ways = new ConcurrentHashMap<>();
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();

    @Override
    public String how() {
        return SocketOwners.known()
                ? "proxies on loopback"
                : "proxies on loopback, without faults, since this system does not tell whose a connection is";
    }

    @Override
    public Set<NetworkFault> can() {
        return SocketOwners.known()
                ? EnumSet.of(NetworkFault.CUT, NetworkFault.PARTITION, NetworkFault.ONE_WAY, NetworkFault.RATE)
                : Set.of();
    }

    @Override
    public Host host(String member) {
        return hosts.computeIfAbsent(member, name -> new ProxyHost(this, name));
    }

    @Override
    public void apply(NetworkFault fault, Set<String> left, Set<String> right) {
        if (!can().contains(fault)) {
            throw new IllegalArgumentException("not possible here: " + fault);
        }
        if (fault == NetworkFault.CUT) {
            relays.stream().filter(each -> each.isBetween(left, right)).toList().forEach(Relay::cut);
            return;
        }
        for (String a : left) {
            for (String b : right) {
                one(fault, way(a, b));
                if (fault != NetworkFault.ONE_WAY) {
                    one(fault, way(b, a));
                }
            }
        }
    }

    private static void one(NetworkFault fault, Way way) {
        if (fault == NetworkFault.RATE) {
            way.slow();
        } else {
            way.close();
        }
    }

    @Override
    public void heal() {
        ways.values().forEach(Way::open);
    }

    @Override
    public void close() throws IOException {
        heal();
        for (ProxyHost each : hosts.values()) {
            each.close();
        }
        List.copyOf(relays).forEach(Relay::cut);
    }

    SocketOwners owners() {
        return owners;
    }

    private Way way(String from, String to) {
        return ways.computeIfAbsent(List.of(from, to), pair -> new Way());
    }

    /** Takes a connection between two members, if there are not too many. */
    Optional<Relay> relay(Socket client, String from, String to) {
        if (relays.size() >= MOST_CONNECTIONS) {
            return Optional.empty();
        }
        Relay relay = new Relay(client, from, to, way(from, to), way(to, from), relays::remove);
        relays.add(relay);
        return Optional.of(relay);
    }

    /** A member behind proxies. */
    private static final class ProxyHost implements Host {
        private final ProxyNetwork network;
        private final String member;
        private final Map<Endpoint, Proxy> proxies = new HashMap<>();

        ProxyHost(ProxyNetwork network, String member) {
            this.network = network;
            this.member = member;
        }

        @Override
        public List<String> command(List<String> command) {
            return command;
        }

        @Override
        public String address() {
            return "127.0.0.1";
        }

        @Override
        public synchronized Endpoint reachedAt(Endpoint bound) throws IOException {
            if (bound.isSocketFile()) {
                throw new IOException(bound + " passes no proxy: leave its scheme out where the network is to fail");
            }
            Proxy proxy = proxies.get(bound);
            if (proxy == null) {
                proxy = new Proxy(network, member, bound.port());
                proxies.put(bound, proxy);
            }
            return bound.withPort(proxy.port());
        }

        @Override
        public void runs(ProcessHandle process) {
            network.owners().runs(member, process.pid());
        }

        synchronized void close() throws IOException {
            for (Proxy each : proxies.values()) {
                each.close();
            }
        }
    }
}
