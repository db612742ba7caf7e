package io.rmix.cli.torture;

import io.rmix.cli.UserError;
import io.rmix.cli.fleet.JavaCommand;
import io.rmix.cli.torture.net.NamespaceNetwork;
import io.rmix.cli.torture.net.Namespaces;
import io.rmix.cli.torture.net.Network;
import io.rmix.cli.torture.net.PlainNetwork;
import io.rmix.cli.torture.net.ProxyNetwork;
import io.rmix.cli.torture.plan.Fault;
import io.rmix.dvm.QuorumPolicy;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Chooses how members are connected. */
final class Networks {
    private static final String UNIX = "+unix";

    private Networks() {}

    /** Ways to connect members. */
    enum Choice {
        /** Namespaces if they are possible, else proxies; nothing in between where the network is not to fail. */
        AUTO,
        /** A network namespace for each member. */
        NAMESPACES,
        /** Proxies on loopback. */
        PROXY,
        /** Loopback as it is. */
        NONE
    }

    /**
     * What {@code AUTO} stands for here, or the choice itself.
     *
     * @param faults that are asked for; none for all
     */
    static Choice decide(Choice choice, QuorumPolicy quorum, List<String> faults, List<String> links) {
        boolean unix = links.stream().anyMatch(each -> each.endsWith(UNIX));
        if (choice != Choice.AUTO) {
            if (choice == Choice.PROXY && unix)
                throw new UserError(
                        "--network: Unix sockets pass no proxy: leave them out of --links, or say --network none");
            return choice;
        }
        List<Fault> network = List.of(Fault.CUT, Fault.PARTITION, Fault.LOSS, Fault.RATE);
        boolean asked = faults.isEmpty() || network.stream().anyMatch(each -> faults.contains(each.word()));
        if (quorum == QuorumPolicy.SURVIVORS || unix || !asked) return Choice.NONE;
        return Namespaces.inside() || Namespaces.missing().isEmpty() ? Choice.NAMESPACES : Choice.PROXY;
    }

    /**
     * Runs the whole command within a namespace, if that is the choice and it does not yet.
     *
     * @param arguments of the command
     * @return its exit code, if it ran there
     */
    static OptionalInt runInside(Choice choice, List<String> arguments) throws IOException, InterruptedException {
        if (choice != Choice.NAMESPACES || Namespaces.inside()) return OptionalInt.empty();
        return OptionalInt.of(Namespaces.run(JavaCommand.dvm(arguments.toArray(String[]::new))));
    }

    /** @param news is told why namespaces are not possible, where they would have been better */
    static Network open(Choice choice, Choice asked, Consumer<String> news) throws IOException {
        return switch (choice) {
            case NAMESPACES -> new NamespaceNetwork();
            case PROXY -> {
                if (asked == Choice.AUTO)
                    news.accept("the members are connected by proxies, for network namespaces are not possible here: "
                            + Namespaces.missing().orElse(""));
                yield new ProxyNetwork();
            }
            default -> new PlainNetwork();
        };
    }
}
