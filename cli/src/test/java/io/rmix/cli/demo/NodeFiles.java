package io.rmix.cli.demo;

import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.NodeSettingsWriter;
import io.rmix.cli.config.ServiceSettings;
import io.rmix.cli.fleet.Places;
import io.rmix.cli.fleet.Ring;
import io.rmix.cli.fleet.RingLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Configurations of a ring at free ports, which are kept from other demos and tests until this is closed. */
public final class NodeFiles implements AutoCloseable {
    private final Places ports;
    private final RingLayout layout;

    /** A ring of members a, b, ... with gRPC, Java RMI and SOAP, for a job queue of 4 processors. */
    public NodeFiles(int members) throws IOException {
        ports = Places.take(ProcessHandle.current().pid());
        ServiceSettings queue = new ServiceSettings("jobqueue", Map.of("nodes", "4"));
        List<String> providers = List.of("grpc", "rmi", "soap");
        layout = RingLayout.of(Ring.of("demo", members, List.of(), Duration.ofSeconds(10), providers, queue), ports);
    }

    public NodeSettings settings(int member) {
        return layout.nodes().get(member);
    }

    /** Writes the file of a member, changed as a test wants it. */
    public Path write(Path folder, int member, UnaryOperator<String> change) throws IOException {
        NodeSettings node = settings(member);
        return Files.writeString(folder.resolve(node.name() + ".yaml"), change.apply(NodeSettingsWriter.write(node)));
    }

    @Override
    public void close() throws IOException {
        ports.close();
    }
}
