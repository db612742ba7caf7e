package io.rmix.dvm.runtime;

import io.rmix.dvm.Identity;
import io.rmix.dvm.Member;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.view.ViewControl;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Tells the others that this member has failed, and why, so that they need not find out by its silence: each hears that it reports itself, once a heartbeat for as long as silence
 * would be borne.
 *
 * <p><b>Threads.</b> The protocol loop.
 */
final class Farewell {
    private final SharedConfiguration shared;
    private final Member self;
    private final ControlLinks controls;
    private final NodeThreads threads;
    private boolean over;

    Farewell(SharedConfiguration shared, Member self, ControlLinks controls, NodeThreads threads) {
        this.shared = shared;
        this.self = self;
        this.controls = controls;
        this.threads = threads;
    }

    /**
     * Says it now, and again and again.
     *
     * @param leaves whether this member still does its part in deciding on a view without it
     */
    void say(View view, String reason, boolean leaves, ProtocolLoop loop) {
        say(view, reason, leaves, loop, shared.suspicionTicks());
    }

    private void say(View view, String reason, boolean leaves, ProtocolLoop loop, int times) {
        int index = view.indexOf(self);
        if (over || index < 0 || times == 0) {
            return;
        }
        Control report = new Control.Suspicion(index, "it says so itself: " + reason);
        for (int i = 0; i < view.size(); i++) {
            if (i != index) {
                Identity identity = Identity.of(shared, view, self, view.member(i));
                if (leaves) {
                    controls.send(identity, new ViewControl.Leave());
                }
                controls.send(identity, report);
            }
        }
        try {
            threads.timer()
                    .schedule(
                            () -> loop.execute(() -> say(view, reason, leaves, loop, times - 1)),
                            shared.heartbeat().toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            over = true;
        }
    }

    /** The others go on without this member. */
    void stop() {
        over = true;
    }
}
