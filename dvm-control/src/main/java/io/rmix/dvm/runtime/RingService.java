package io.rmix.dvm.runtime;

import io.rmix.Name;
import io.rmix.dvm.proto.v1.Frame;
import io.rmix.dvm.proto.v1.Taken;

/** {@code dvm.v1.Ring}: what a member serves to its predecessor. Contract-first, so that members in other languages see the same. */
@Name("dvm.v1.Ring")
public interface RingService {
    /** Takes a frame; called one-way, on a lane. */
    Taken send(Frame frame);
}
