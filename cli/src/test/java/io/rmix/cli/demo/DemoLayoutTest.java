package io.rmix.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.NodeSettingsReader;
import io.rmix.cli.config.NodeSettingsWriter;
import io.rmix.cli.config.ServiceSettings;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoLayoutTest {
    private static final ServiceSettings QUEUE = new ServiceSettings("jobqueue", Map.of("nodes", "128"));

    @Test
    void providersAreDealtRoundTheRing() throws IOException {
        try (Places ports = Places.take(1)) {
            DemoLayout layout = DemoLayout.of(5, List.of("grpc", "rmi", "soap"), ports, QUEUE);
            assertEquals(
                    List.of(
                            new DemoSummary.Link("a", "b", "grpc"),
                            new DemoSummary.Link("b", "c", "rmi"),
                            new DemoSummary.Link("c", "d", "soap"),
                            new DemoSummary.Link("d", "e", "grpc"),
                            new DemoSummary.Link("e", "a", "rmi")),
                    layout.links());
        }
    }

    @Test
    void aMemberAloneHasNoLink() throws IOException {
        try (Places ports = Places.take(2)) {
            assertEquals(
                    List.of(), DemoLayout.of(1, List.of("soap"), ports, QUEUE).links());
        }
    }

    @Test
    void everyEndpointIsItsOwnAndEveryFileIsRight() throws IOException {
        try (Places ports = Places.take(3)) {
            DemoLayout layout = DemoLayout.of(
                    DemoLayout.MAX_MEMBERS, List.of("grpc", "grpc", "rmi", "soap", "grpc+unix"), ports, QUEUE);
            Set<Endpoint> endpoints = new HashSet<>();
            for (NodeSettings node : layout.nodes()) {
                assertEquals(4, node.memberEndpoints().size());
                assertEquals(4, node.clientEndpoints().size());
                node.memberEndpoints().forEach(endpoint -> assertTrue(endpoints.add(endpoint)));
                node.clientEndpoints().forEach(endpoint -> assertTrue(endpoints.add(endpoint)));
                String file = NodeSettingsWriter.write(node);
                assertEquals(node, NodeSettingsReader.read(node.name(), file, service -> Optional.empty()));
            }
            assertEquals("z", layout.nodes().get(25).name());
        }
    }
}
