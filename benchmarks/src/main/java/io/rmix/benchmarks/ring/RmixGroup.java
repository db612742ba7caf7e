package io.rmix.benchmarks.ring;

import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.runtime.BroadcastMessage;
import io.rmix.dvm.runtime.DvmNode;
import io.rmix.dvm.runtime.MemberAddress;
import io.rmix.dvm.runtime.NodeConfiguration;
import io.rmix.dvm.runtime.NodeListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** This project's ring, with its default settings. */
final class RmixGroup implements Group {
    private final DvmNode node;

    RmixGroup(Membership membership, Delivery delivery) throws Exception {
        List<MemberAddress> members = new ArrayList<>();
        Map<String, String> links = new HashMap<>();
        for (int i = 0; i < membership.ports().size(); i++) {
            String scheme = membership.links().get(i);
            members.add(MemberAddress.of(
                    "m" + i,
                    i + 1,
                    scheme + "://127.0.0.1:" + membership.ports().get(i)));
            links.put("m" + i, scheme);
        }
        NodeConfiguration configuration = NodeConfiguration.of(
                        "m" + membership.self(), members, SharedConfiguration.defaults("bench"))
                .withLinks(links);
        node = DvmNode.start(configuration, new NodeListener() {
            @Override
            public void delivered(BroadcastMessage message) {
                delivery.delivered(message.buffer());
            }
        });
        node.formed().get(2, TimeUnit.MINUTES);
    }

    @Override
    public void broadcast(byte[] message) {
        node.broadcast(Order.ATOMIC, message);
    }

    @Override
    public void close() {
        node.close();
    }
}
