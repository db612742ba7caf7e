package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.Event;
import java.util.List;
import java.util.function.Consumer;

/**
 * What comes of looking for a DVM, handed over to the protocol loop.
 *
 * <p><b>Threads.</b> Any.
 */
final class Finding implements Formation.Outcome {
    private final ProtocolLoop protocol;
    private final RingDriver driver;
    private final Consumer<String> failed;

    /** @param failed told why this node will not get into a view */
    Finding(ProtocolLoop protocol, RingDriver driver, Consumer<String> failed) {
        this.protocol = protocol;
        this.driver = driver;
        this.failed = failed;
    }

    @Override
    public void founded(View view) {
        protocol.execute(() -> {
            try {
                protocol.handle(new Event.Founded(view));
            } catch (IllegalArgumentException e) {
                failed.accept(String.valueOf(e.getMessage()));
            }
        });
    }

    @Override
    public void failed(String why) {
        failed.accept(why);
    }

    @Override
    public void reached(String member, List<Endpoint> endpoints) {
        List<String> at = endpoints.stream().map(Endpoint::toString).toList();
        protocol.execute(() -> driver.reached(new Member(member, 0, 0), at));
    }

    @Override
    public void lost(String member) {
        protocol.execute(() -> driver.lost(member));
    }

    @Override
    public boolean knowsDvm() {
        return driver.knowsDvm();
    }
}
