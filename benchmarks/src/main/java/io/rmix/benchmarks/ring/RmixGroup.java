package io.rmix.benchmarks.ring;

import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.runtime.BroadcastMessage;
import io.rmix.dvm.runtime.Delivered;
import io.rmix.dvm.runtime.DvmNode;
import io.rmix.dvm.runtime.MemberAddress;
import io.rmix.dvm.runtime.NodeConfiguration;
import io.rmix.dvm.runtime.NodeListener;
import io.rmix.dvm.runtime.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** This project's ring, with its default settings but for patience with members that start slowly. */
final class RmixGroup implements Group {
    private static final Duration START = Duration.ofMinutes(3);

    private final DvmNode node;
    private volatile boolean complete;

    RmixGroup(Membership membership, Events events) throws Exception {
        List<MemberAddress> members = new ArrayList<>();
        Map<String, String> links = new HashMap<>();
        for (int i = 0; i < membership.size(); i++) {
            String scheme = membership.links().get(i);
            members.add(MemberAddress.of(
                    "m" + i,
                    i + 1,
                    scheme + "://127.0.0.1:" + membership.ports().get(i)));
            links.put("m" + i, scheme);
        }
        NodeConfiguration configuration = NodeConfiguration.of("m" + membership.self(), members, shared())
                .withLinks(links)
                .withLimits(limits -> limits.withTimes(limits.submitTimeout(), START, limits.drain()));
        node = DvmNode.start(configuration, new Listener(events, membership.size()));
    }

    private static SharedConfiguration shared() {
        SharedConfiguration usual = SharedConfiguration.defaults("bench");
        return new SharedConfiguration(
                usual.dvm(),
                usual.windowBytes(),
                usual.maxMessageBytes(),
                usual.maxFrameBytes(),
                usual.heartbeat(),
                Contender.SUSPICION,
                START);
    }

    private final class Listener implements NodeListener {
        private final Events events;
        private final int members;

        Listener(Events events, int members) {
            this.events = events;
            this.members = members;
        }

        @Override
        public void delivered(BroadcastMessage message) {
            events.delivered(message.buffer());
        }

        @Override
        public void viewInstalled(View view) {
            if (complete && view.voters() != members) events.failed("the members are now " + view.members());
        }

        @Override
        public void stateChanged(NodeState state, String reason) {
            if (state.isFinal()) events.failed(state + ": " + reason);
        }
    }

    @Override
    public void awaitAll(Membership membership) throws Exception {
        node.formed().get(START.toSeconds(), TimeUnit.SECONDS);
        membership.await(
                "a view of all",
                () -> node.view()
                        .filter(view -> view.voters() == membership.size())
                        .isPresent());
        complete = true;
    }

    @Override
    public void broadcast(byte[] message) {
        CompletableFuture<Delivered> future = node.broadcast(Order.ATOMIC, message);
        if (future.isCompletedExceptionally()) future.join();
    }
}
