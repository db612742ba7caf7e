package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.dvm.Identity;
import io.rmix.dvm.protocol.link.Control;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Control messages to the other members: asynchronous calls with a deadline. Their loss is expected, so a failure is noted and nothing else.
 *
 * <p><b>Threads.</b> The protocol loop.
 */
final class ControlLinks {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLinks.class);
    /** Calls to one member that may be under way; what comes beyond is left out, as if it were lost. */
    private static final int MOST = 64;

    private final List<Target> targets = new ArrayList<>();

    private record Target(Stub<ControlService> stub, io.rmix.dvm.proto.v1.Identity identity, AtomicInteger underWay) {}

    /**
     * Links to all members.
     *
     * @param endpoints where to call each, in ring order
     * @param deadline of each call
     */
    ControlLinks(Rmix rmix, List<Endpoint> endpoints, IntFunction<Identity> identities, Duration deadline) {
        for (int i = 0; i < endpoints.size(); i++) {
            Stub<ControlService> stub =
                    rmix.connect(ControlService.class, endpoints.get(i).withService(Ports.CONTROL));
            targets.add(
                    new Target(stub.withDeadline(deadline), Messages.write(identities.apply(i)), new AtomicInteger()));
        }
    }

    void send(int member, Control control) {
        Target target = targets.get(member);
        if (target.underWay().get() >= MOST) {
            LOG.debug("{} to {} left out: {} calls are under way", control, target.stub(), MOST);
            return;
        }
        target.underWay().incrementAndGet();
        try {
            target.stub()
                    .async(service -> service.tell(Messages.write(target.identity(), control)))
                    .whenComplete((taken, failure) -> {
                        target.underWay().decrementAndGet();
                        if (failure != null) {
                            LOG.debug("{} was not taken: {}", control, failure.toString());
                        }
                    });
        } catch (RuntimeException e) {
            target.underWay().decrementAndGet();
            LOG.debug("{} was not sent: {}", control, e.toString());
        }
    }
}
