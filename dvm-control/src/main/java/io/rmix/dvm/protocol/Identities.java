package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.ControlOutbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one member of a view writes on all it sends to each other one, and expects on all that comes; made when it is first asked for, since in a large view most never are. */
final class Identities {
    private final SharedConfiguration shared;
    private final View view;
    private final int self;
    private final @Nullable Identity[] from;
    private final @Nullable Identity[] to;

    Identities(SharedConfiguration shared, View view, int self) {
        this.shared = shared;
        this.view = view;
        this.self = self;
        this.from = new @Nullable Identity[view.size()];
        this.to = new @Nullable Identity[view.size()];
    }

    /** What this member expects on all that another sends. */
    Identity from(int source) {
        Identity known = from[source];
        if (known == null) {
            known = Identity.of(shared, view, view.member(source), view.member(self));
            from[source] = known;
        }
        return known;
    }

    /** What this member writes on all it sends to another. */
    Identity to(int target) {
        Identity known = to[target];
        if (known == null) {
            known = Identity.of(shared, view, view.member(self), view.member(target));
            to[target] = known;
        }
        return known;
    }

    /** Control messages to other members that wait, as effects. */
    void tell(ControlOutbox outbox, List<Effect> effects) {
        for (ControlOutbox.Item each : outbox.items()) {
            effects.add(new Effect.SendControl(to(each.target()), each.message()));
        }
        outbox.items().clear();
    }

    /** Why what says that it comes from a source is refused; empty if it is not. */
    String refusal(int source, Identity identity) {
        String mismatch = from(source).mismatch(identity);
        if (mismatch.isEmpty() && source != self) {
            return "";
        }
        return "from " + identity.source() + "#" + identity.sourceIncarnation() + ": " + mismatch;
    }
}
