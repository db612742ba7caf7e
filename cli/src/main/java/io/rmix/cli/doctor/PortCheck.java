package io.rmix.cli.doctor;

import io.rmix.Endpoint;
import io.rmix.cli.doctor.Finding.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether the nodes of files that belong to this machine can listen at their endpoints, or do. */
final class PortCheck {
    private final LiveMembers live;
    private final Findings findings;

    private PortCheck(LiveMembers live, Findings findings) {
        this.live = live;
        this.findings = findings;
    }

    static void check(List<NodeFile> files, LiveMembers live, Findings findings) {
        PortCheck check = new PortCheck(live, findings);
        for (NodeFile file : files) for (Endpoint each : file.endpoints()) check.check(file, each);
    }

    private void check(NodeFile file, Endpoint endpoint) {
        Optional<LiveMember> there = live.at(endpoint);
        if (there.isPresent()) {
            occupied(file, endpoint, there.get());
        } else if (endpoint.isSocketFile()) {
            socketFile(file, endpoint);
        } else if (endpoint.port() > 0) {
            bind(file, endpoint);
        }
    }

    private void error(NodeFile file, Endpoint endpoint, String what, String remedy) {
        findings.error(Check.PORTS, file.path() + ": " + endpoint, what, remedy);
    }

    private void occupied(NodeFile file, Endpoint endpoint, LiveMember there) {
        boolean right = there.name().equals(file.name())
                && there.facts().dvm().equals(file.node().shared().dvm());
        if (!right)
            error(
                    file,
                    endpoint,
                    "member '" + there.name() + "' of DVM '" + there.facts().dvm() + "' (process "
                            + there.facts().pid() + ") is there, not '" + file.name() + "' of '"
                            + file.node().shared().dvm() + "'",
                    "another port for one of them, or end that one");
    }

    private void socketFile(NodeFile file, Endpoint endpoint) {
        Path folder = Path.of(endpoint.host()).toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder))
            error(file, endpoint, "there is no folder " + folder + " on this machine", "make it, or choose another");
        else if (!Files.isWritable(folder))
            error(file, endpoint, "no file can be made in " + folder, "give this user the right to write there");
    }

    private void bind(NodeFile file, Endpoint endpoint) {
        InetAddress[] addresses;
        try {
            addresses = Places.lookUp(endpoint);
        } catch (IOException e) {
            error(file, endpoint, String.valueOf(e.getMessage()), "correct it, or the system's resolver");
            return;
        }
        for (InetAddress address : addresses) {
            if (!isHere(address)) continue;
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(address, endpoint.port()), 1);
            } catch (IOException e) {
                taken(file, endpoint, e);
                return;
            }
        }
    }

    private void taken(NodeFile file, Endpoint endpoint, IOException why) {
        String what = "cannot be listened at (" + why.getMessage() + "), and who is there does not answer as a member: "
                + live.failure(endpoint);
        boolean runs = live.all().stream()
                .anyMatch(each -> each.name().equals(file.name())
                        && each.facts().dvm().equals(file.node().shared().dvm()));
        if (runs)
            findings.warning(
                    Check.PORTS,
                    file.path() + ": " + endpoint,
                    what + "; '" + file.name() + "' runs and answers elsewhere",
                    "look again with a longer --timeout; if it stays so, see the log of '" + file.name() + "'");
        else
            error(
                    file,
                    endpoint,
                    what,
                    "see who it is: ss -ltnp sport = :" + endpoint.port() + "; if it is '" + file.name()
                            + "' and hangs, end it with kill -9; else choose another port");
    }

    /** Endpoints of other machines are for the doctor that runs there. */
    private static boolean isHere(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
