package io.rmix.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.NodeSettingsReader;
import io.rmix.cli.config.NodeSettingsWriter;
import io.rmix.cli.config.ServiceSettings;
import io.rmix.dvm.runtime.MemberAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RingLayoutTest {
    private static final Duration SUSPICION = Duration.ofSeconds(3);
    private static final ServiceSettings QUEUE = new ServiceSettings("jobqueue", Map.of("nodes", "128"));

    @Test
    void providersAreDealtRoundTheRing() throws IOException {
        try (Places ports = Places.take(1)) {
            RingLayout layout = layout(5, List.of("f", "next"), List.of("grpc", "rmi", "soap"), ports);
            for (NodeSettings node : layout.nodes()) {
                Map<String, String> expected = Map.of("a", "grpc", "b", "rmi", "c", "soap", "d", "grpc", "e", "rmi");
                assertEquals(expected, node.links().from());
            }
            assertEquals(
                    Map.of("a", "grpc", "b", "rmi", "c", "soap", "d", "grpc", "e", "rmi", "f", "soap"),
                    layout.node("f").links().from());
            assertEquals(Optional.of("grpc"), layout.node("next").links().wanted("next"));
        }
    }

    @Test
    void thoseThatJoinKnowTheOthersWhichDoNotKnowThem() throws IOException {
        try (Places ports = Places.take(2)) {
            RingLayout layout = layout(3, List.of("x", "y"), List.of("grpc", "soap"), ports);
            assertEquals(List.of("a", "b", "c"), names(layout.node("b")));
            assertEquals(List.of("a", "b", "c", "x"), names(layout.node("x")));
            assertEquals(List.of("a", "b", "c", "y"), names(layout.node("y")));
            assertEquals(
                    List.of(5, 4, 3, 2, 1),
                    Stream.of("a", "b", "c", "x", "y")
                            .map(name -> layout.node(name).priority())
                            .toList());
            assertThrows(IllegalArgumentException.class, () -> layout.node("z"));
            assertEquals(SUSPICION, layout.node("x").shared().suspicionTimeout());
        }
    }

    private static RingLayout layout(int members, List<String> joining, List<String> providers, Places places)
            throws IOException {
        return RingLayout.of(Ring.of("test", members, joining, SUSPICION, providers, QUEUE), places);
    }

    private static List<String> names(NodeSettings node) {
        return node.members().stream().map(MemberAddress::name).toList();
    }

    @Test
    void everyEndpointIsItsOwnAndEveryFileIsRight() throws IOException {
        try (Places ports = Places.take(3)) {
            List<String> providers = List.of("grpc", "grpc", "rmi", "soap", "grpc+unix");
            RingLayout layout = layout(RingLayout.MAX_MEMBERS - 1, List.of("z"), providers, ports);
            Set<Endpoint> endpoints = new HashSet<>();
            List<NodeSettings> all = new ArrayList<>(layout.nodes());
            all.addAll(layout.joining());
            for (NodeSettings node : all) {
                assertEquals(4, node.memberEndpoints().size());
                assertEquals(4, node.clientEndpoints().size());
                node.memberEndpoints().forEach(endpoint -> assertTrue(endpoints.add(endpoint)));
                node.clientEndpoints().forEach(endpoint -> assertTrue(endpoints.add(endpoint)));
                String file = NodeSettingsWriter.write(node);
                assertEquals(node, NodeSettingsReader.read(node.name(), file, service -> Optional.empty()));
            }
            assertEquals("y", layout.nodes().get(24).name());
        }
    }
}
