package io.rmix.cli.torture.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each member in a network namespace of its own, all on a bridge in this process's namespace, where clients are. What comes from a member passes filters at its port of the
 * bridge; what is to be lost goes to a sink. Rates are held where packets leave the bridge. Only {@linkplain Namespaces#inside inside} a namespace.
 */
public final class NamespaceNetwork implements Network {
    private static final Logger LOG = LoggerFactory.getLogger(NamespaceNetwork.class);

    static final int PREFIX_BITS = 24;
    private static final int MOST_HOSTS = 250;
    private static final String BRIDGE = "bridge0";
    private static final String SINK = "sink0";
    private static final int QUEUE_BYTES = 256 * 1024;

    private final Map<String, NamespaceHost> hosts = new LinkedHashMap<>();
    private final Set<NetworkFault> can;
    private final Set<String> filtered = new LinkedHashSet<>();
    private final Set<String> shaped = new LinkedHashSet<>();
    private int rules;

    /** @throws IOException if this process is not inside a namespace, or the bridge cannot be made */
    public NamespaceNetwork() throws IOException {
        if (!Namespaces.inside()) {
            throw new IOException("not inside a network namespace");
        }
        Namespaces.endWithMaker();
        Tool.run(List.of("ip", "-batch", "-"), """
                link set lo up
                link add %1$s type bridge
                addr add %2$s/%3$d dev %1$s
                link set %1$s up
                link add %4$s type veth peer name sink1
                link set sink1 up
                link set %4$s up
                """.formatted(BRIDGE, address(0), PREFIX_BITS, SINK));
        can = EnumSet.allOf(NetworkFault.class);
        if (!breaksConnections()) {
            can.remove(NetworkFault.CUT);
        }
    }

    /** Of the bridge for 0, else of the member with that number. */
    static String address(int number) {
        return "10.77.0." + (number + 1);
    }

    /** Whether the kernel has {@code CONFIG_INET_DIAG_DESTROY}. */
    private static boolean breaksConnections() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            accepted.setSoTimeout(1000);
            return kills(client.getLocalPort()) && isBroken(accepted);
        }
    }

    private static boolean kills(int port) {
        try {
            Tool.run(kill("sport = :" + port), "");
            return true;
        } catch (IOException e) {
            LOG.info("connections cannot be cut: {}", e.getMessage());
            return false;
        }
    }

    private static boolean isBroken(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException broken) {
            return true;
        }
    }

    private static List<String> kill(String which) {
        return List.of("ss", "--numeric", "--no-header", "--tcp", "--kill", which);
    }

    @Override
    public String how() {
        return "network namespaces";
    }

    @Override
    public Set<NetworkFault> can() {
        return Set.copyOf(can);
    }

    @Override
    public Host host(String member) throws IOException {
        NamespaceHost known = hosts.get(member);
        if (known != null) {
            return known;
        }
        if (hosts.size() == MOST_HOSTS) {
            throw new IOException("no host for " + member + ": there are " + MOST_HOSTS);
        }
        NamespaceHost made = NamespaceHost.make(hosts.size() + 1, BRIDGE);
        hosts.put(member, made);
        return made;
    }

    @Override
    public void apply(NetworkFault fault, Set<String> left, Set<String> right) throws IOException {
        List<NamespaceHost> from = known(left);
        List<NamespaceHost> to = known(right);
        if (!can.contains(fault)) {
            throw new IllegalArgumentException("not possible here: " + fault);
        }
        if (fault == NetworkFault.CUT && !to.isEmpty()) {
            cut(from, to);
            return;
        }
        StringBuilder batch = new StringBuilder();
        for (NamespaceHost a : from) {
            for (NamespaceHost b : to) {
                one(batch, fault, a, b);
                if (fault != NetworkFault.ONE_WAY) {
                    one(batch, fault, b, a);
                }
            }
        }
        tc(batch);
    }

    private List<NamespaceHost> known(Set<String> members) {
        return members.stream()
                .map(each -> {
                    NamespaceHost host = hosts.get(each);
                    if (host == null) {
                        throw new IllegalArgumentException("no host " + each);
                    }
                    return host;
                })
                .toList();
    }

    private void one(StringBuilder batch, NetworkFault fault, NamespaceHost from, NamespaceHost to) {
        switch (fault) {
            case PARTITION, ONE_WAY -> lose(batch, from, PacketMatch.to(to.address()));
            case LOSS -> lose(batch, from, PacketMatch.someTo(to.address(), NetworkFault.LOSS_PERCENT));
            case RATE -> slow(batch, from, to);
            case CUT -> throw new IllegalArgumentException("connections are cut, not packets");
        }
    }

    private void lose(StringBuilder batch, NamespaceHost from, String match) {
        if (filtered.add(from.port())) {
            batch.append("qdisc add dev %s clsact\n".formatted(from.port()));
        }
        batch.append(
                "filter add dev %s ingress protocol ip prio %d bpf bytecode '%s' action mirred egress redirect dev %s\n"
                        .formatted(from.port(), ++rules, match, SINK));
    }

    private void slow(StringBuilder batch, NamespaceHost from, NamespaceHost to) {
        String port = to.port();
        if (shaped.add(port)) {
            batch.append("qdisc add dev %s root handle 1: htb default 1\n".formatted(port));
            batch.append("class add dev %s parent 1: classid 1:1 htb rate 10gbit quantum 60000\n".formatted(port));
        }
        int rule = ++rules;
        batch.append("class add dev %s parent 1: classid 1:%x htb rate %dbps burst 16kb quantum 60000\n"
                .formatted(port, rule + 1, NetworkFault.RATE_BYTES));
        batch.append("qdisc add dev %s parent 1:%x bfifo limit %d\n".formatted(port, rule + 1, QUEUE_BYTES));
        batch.append("filter add dev %s parent 1: protocol ip prio %d bpf bytecode '%s' flowid 1:%x\n"
                .formatted(port, rule, PacketMatch.from(from.address()), rule + 1));
    }

    private static void tc(StringBuilder batch) throws IOException {
        if (!batch.isEmpty()) {
            Tool.run(List.of("tc", "-batch", "-"), batch.toString());
        }
    }

    private static void cut(List<NamespaceHost> from, List<NamespaceHost> to) throws IOException {
        String which = to.stream().map(each -> "dst " + each.address()).collect(Collectors.joining(" or "));
        for (NamespaceHost each : from) {
            Tool.run(each.command(kill(which)), "");
        }
    }

    @Override
    public void heal() throws IOException {
        StringBuilder batch = new StringBuilder();
        filtered.forEach(port -> batch.append("qdisc del dev %s clsact\n".formatted(port)));
        shaped.forEach(port -> batch.append("qdisc del dev %s root\n".formatted(port)));
        filtered.clear();
        shaped.clear();
        rules = 0;
        tc(batch);
    }

    @Override
    public void close() throws IOException {
        heal();
        hosts.values().forEach(NamespaceHost::close);
        hosts.clear();
        Tool.run(List.of("ip", "-batch", "-"), "link del %s\nlink del %s\n".formatted(BRIDGE, SINK));
    }
}
