package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.testkit.CuttingProxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A member that listens at one address and is reached at another one. */
class AdvertisedAddressTest {
    @Test
    void whoIsReachedElsewhereThanItListensFoundsAndJoins() throws Exception {
        TestRing ring = TestRing.configured(3, TestRing.shared("advertised"), "grpc", "rmi");
        try (CuttingProxy grpc = new CuttingProxy(endpoint(ring, 2, 0));
                CuttingProxy rmi = new CuttingProxy(endpoint(ring, 2, 1));
                CuttingProxy toB = new CuttingProxy(endpoint(ring, 1, 1));
                ring) {
            List<Endpoint> realB = ring.configurations.get(1).self().endpoints();
            List<Endpoint> realC = ring.configurations.get(2).self().endpoints();
            MemberAddress a = ring.configurations.get(0).self();
            MemberAddress b = new MemberAddress("b", 99, List.of(realB.get(0), toB.endpoint()));
            MemberAddress c = new MemberAddress("c", 98, List.of(grpc.endpoint(), rmi.endpoint()));
            ring.configurations.set(0, member("a", List.of(a, b)).withLinks(Map.of("b", "rmi")));
            ring.configurations.set(1, member("b", List.of(a, b)).withListen(realB));
            ring.configurations.set(2, member("c", List.of(a, b, c)).withListen(realC));
            ring.start();

            DvmNode joined = ring.nodes.get(2);
            assertEquals(
                    List.of(grpc.endpoint().toString(), rmi.endpoint().toString()),
                    joined.status().memberEndpoints());
            for (DvmNode each : ring.nodes) {
                each.broadcast(TestRing.payload(1, 8)).get(TestRing.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            for (Recorder each : ring.recorders) {
                each.await(3, TestRing.PATIENCE);
            }
            assertTrue(toB.isInUse(), "a reaches b where b is said to be reached");
            assertTrue(grpc.isInUse() || rmi.isInUse(), "b, which was told of c by c alone, reaches it where c says");
        }
    }

    private static NodeConfiguration member(String name, List<MemberAddress> members) {
        return NodeConfiguration.of(name, members, TestRing.shared("advertised"));
    }

    private static Endpoint endpoint(TestRing ring, int member, int index) {
        return ring.configurations.get(member).self().endpoints().get(index);
    }

    @Test
    void anAddressForEachSchemeOnBothSides() {
        NodeConfiguration node = member("a", List.of(MemberAddress.of("a", 1, "grpc://h:1", "rmi://h:2")));
        assertEquals(node.self().endpoints(), node.listen());
        List<Endpoint> one = List.of(Endpoint.parse("grpc://127.0.0.1:9"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> node.withListen(one))
                .getMessage()
                .contains("expected one address for each scheme in both"));
    }
}
