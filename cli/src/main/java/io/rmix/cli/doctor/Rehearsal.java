package io.rmix.cli.doctor;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.dvm.runtime.MemberFacts;
import io.rmix.dvm.runtime.ProbeService;
import io.rmix.dvm.runtime.Reach;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this process call itself once over each protocol before it asks members over it: the first call loads the protocol's classes, which takes seconds on a busy machine, and
 * members are not to be blamed for that.
 */
final class Rehearsal implements ProbeService {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Rehearsal() {}

    static void of(Rmix rmix, Collection<Endpoint> asked) {
        TreeSet<String> schemes = new TreeSet<>();
        for (Endpoint each : asked) if (each.port() > 0) schemes.add(each.scheme());
        for (String each : schemes) call(rmix, each + "://127.0.0.1:0/" + SERVICE);
    }

    private static void call(Rmix rmix, String at) {
        try (Export export = rmix.export(ProbeService.class, new Rehearsal(), at);
                Stub<ProbeService> stub = rmix.connect(ProbeService.class, export.endpoint())) {
            stub.withDeadline(PATIENCE).sync().facts();
        } catch (IOException | RuntimeException e) {
            // What is wrong with the protocol here is said when members are asked.
            LOG.debug("{} was not rehearsed", at, e);
        }
    }

    @Override
    public String who() {
        return "";
    }

    @Override
    public MemberFacts facts() {
        MemberFacts.Peer peer = new MemberFacts.Peer("", 0, false, List.of());
        return new MemberFacts(
                "", "", 0, 0, 0, "", "", "", "", 0, "", 0, "", 0, 0, "", List.of(peer), List.of(), List.of(""));
    }

    @Override
    public List<Reach> reach(int millis) {
        return List.of();
    }
}
