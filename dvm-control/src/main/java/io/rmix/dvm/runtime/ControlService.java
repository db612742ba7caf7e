package io.rmix.dvm.runtime;

import io.rmix.Name;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.Taken;

/** {@code dvm.v1.Control}: what a member serves to all others. */
@Name("dvm.v1.Control")
public interface ControlService {
    /** Takes a control message. The answer says that it was taken, not that anything followed from it. */
    Taken tell(ControlMessage message);
}
