package io.rmix.dvm.protocol;

import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.ControlOutbox;

/**
 * Who is suspected in this view, and who has been told. The first suspicion stands until the view ends; membership being fixed, it is what
 * ends the view. It is told again to every member that has not said so itself, since notices may be lost and silence would else name
 * the wrong one.
 */
final class Suspicions {
    private final View view;
    private final int self;
    private final ControlOutbox outbox;
    private final boolean[] ended;
    private int suspect = -1;
    private String reason = "";

    Suspicions(View view, int self, ControlOutbox outbox) {
        this.view = view;
        this.self = self;
        this.outbox = outbox;
        this.ended = new boolean[view.size()];
    }

    /** Whether anybody is suspected. */
    boolean any() {
        return suspect >= 0;
    }

    /** The suspected member's ring index. */
    int suspect() {
        return suspect;
    }

    /** Why. */
    String reason() {
        return reason;
    }

    /** The first suspicion, which stands: told to all, the suspected one too, that it may know when it lives. */
    void suspect(int newSuspect, String why) {
        if (any()) {
            return;
        }
        suspect = newSuspect;
        reason = why;
        for (int i = 0; i < view.size(); i++) {
            if (i != self) {
                tell(i);
            }
        }
    }

    /** That member has said so itself. */
    void endedAt(int member) {
        ended[member] = true;
    }

    /** Somebody goes on as if nothing had happened. */
    void tell(int member) {
        outbox.tell(member, new Control.Suspicion(suspect, reason));
    }

    /** Once a heartbeat. */
    void tick() {
        for (int i = 0; i < view.size(); i++) {
            if (i != self && i != suspect && !ended[i]) {
                tell(i);
            }
        }
    }
}
