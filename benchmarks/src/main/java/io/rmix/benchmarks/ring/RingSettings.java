package io.rmix.benchmarks.ring;

import java.util.ArrayList;
import java.util.List;

/**
 * What is the same for all that is measured in a run.
 *
 * @param payload bytes of a message, at least {@link RingMember#HEADER}
 * @param outstanding own messages that a sender has undelivered
 * @param links schemes of providers, dealt round our ring
 */
record RingSettings(int payload, int outstanding, List<String> links) {
    RingSettings {
        links = List.copyOf(links);
    }

    /** For each member, what carries the link to it. */
    List<String> dealtLinks(int members) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < members; i++) all.add(links.get(i % links.size()));
        return all;
    }

    /** Whether the targets are for this: messages of 1 KiB, 256 outstanding, over gRPC. */
    boolean haveTargets() {
        return payload == 1024 && outstanding == 256 && links.stream().allMatch("grpc"::equals);
    }
}
