package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;

/** What one member of a view writes on all it sends to each other one, and expects on all that comes. */
final class Identities {
    private final int self;
    private final Identity[] from;
    private final Identity[] to;

    Identities(SharedConfiguration shared, View view, int self) {
        this.self = self;
        this.from = new Identity[view.size()];
        this.to = new Identity[view.size()];
        for (int i = 0; i < view.size(); i++) {
            from[i] = Identity.of(shared, view, view.member(i), view.member(self));
            to[i] = Identity.of(shared, view, view.member(self), view.member(i));
        }
    }

    Identity from(int source) {
        return from[source];
    }

    Identity to(int target) {
        return to[target];
    }

    /** Why what says that it comes from a source is refused; empty if it is not. */
    String refusal(int source, Identity identity) {
        String mismatch = from[source].mismatch(identity);
        if (mismatch.isEmpty() && source != self) {
            return "";
        }
        return "from " + identity.source() + "#" + identity.sourceIncarnation() + ": " + mismatch;
    }
}
