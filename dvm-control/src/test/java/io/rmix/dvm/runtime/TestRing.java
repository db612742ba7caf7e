package io.rmix.dvm.runtime;

import io.rmix.dvm.Member;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.ViewMember;
import io.rmix.testkit.Await;
import io.rmix.testkit.Ports;
import io.rmix.testkit.SocketFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Nodes a, b, c, … of one DVM in this process, on real endpoints. */
final class TestRing implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final List<NodeConfiguration> configurations = new ArrayList<>();
    final List<DvmNode> nodes = new ArrayList<>();
    final List<Recorder> recorders = new ArrayList<>();

    private TestRing() {}

    /** Small frames and quick heartbeats; suspicion late enough for a loaded machine. */
    static SharedConfiguration shared(String dvm) {
        return new SharedConfiguration(
                dvm,
                256 << 10,
                16 << 10,
                32 << 10,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30));
    }

    /** Nodes whose links go over these schemes, dealt round the ring; each node listens on all of them. */
    static TestRing configured(int size, SharedConfiguration shared, String... links) {
        List<MemberAddress> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String[] endpoints =
                    Arrays.stream(links).distinct().map(TestRing::free).toArray(String[]::new);
            members.add(MemberAddress.of(name(i), 100 - i, endpoints));
        }
        TestRing ring = new TestRing();
        for (int i = 0; i < size; i++) {
            Map<String, String> providers = new HashMap<>();
            if (size > 1) {
                providers.put(name((i + 1) % size), links[i % links.length]);
            }
            ring.configurations.add(
                    NodeConfiguration.of(name(i), members, shared).withLinks(providers));
        }
        return ring;
    }

    static String name(int index) {
        return String.valueOf((char) ('a' + index));
    }

    /** An address of that scheme that nobody listens at. */
    static String free(String scheme) {
        if (scheme.equals("local")) {
            return "local://" + UUID.randomUUID();
        }
        if (scheme.endsWith("+unix")) {
            return scheme + "://" + SocketFiles.free();
        }
        return scheme + "://127.0.0.1:" + Ports.free();
    }

    TestRing each(UnaryOperator<NodeConfiguration> change) {
        configurations.replaceAll(change);
        return this;
    }

    DvmNode start(int index) throws IOException {
        Recorder recorder = new Recorder();
        DvmNode node = DvmNode.start(configurations.get(index), recorder);
        nodes.add(node);
        recorders.add(recorder);
        return node;
    }

    /** Starts all in ring order and waits until all are voters: who is too late for the first view joins. */
    TestRing start() throws Exception {
        for (int i = 0; i < configurations.size(); i++) {
            start(i);
        }
        formed();
        awaitViewOf(nodes);
        return this;
    }

    TestRing formed() throws Exception {
        for (DvmNode each : nodes) {
            each.formed().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        return this;
    }

    /** A payload that begins with a number. */
    static byte[] payload(long number, int size) {
        return ByteBuffer.allocate(Math.max(8, size)).putLong(number).array();
    }

    /** The nodes but those of these names. */
    List<DvmNode> without(String... names) {
        List<String> gone = List.of(names);
        return nodes.stream()
                .filter(each -> !gone.contains(each.member().name()))
                .toList();
    }

    /** Waits until these nodes are the voters of their view. */
    static void awaitViewOf(List<DvmNode> nodes) {
        Set<Member> members = nodes.stream().map(DvmNode::member).collect(Collectors.toSet());
        Await.until(
                "a view of " + members,
                () -> nodes.stream()
                        .allMatch(node -> node.state() == NodeState.OPERATIONAL
                                && node.view().orElseThrow().members().stream()
                                        .filter(ViewMember::isVoter)
                                        .map(ViewMember::member)
                                        .collect(Collectors.toSet())
                                        .equals(members)));
    }

    @Override
    public void close() {
        nodes.forEach(DvmNode::close);
    }
}
