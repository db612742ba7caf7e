package io.rmix.dvm.runtime;

import io.rmix.Idempotent;
import io.rmix.Name;

/** What every member serves to operators, at each of its client endpoints under {@link #SERVICE}. */
@Name("dvm.v1.MemberControl")
public interface MemberControl {
    /** Exported name. */
    String SERVICE = "dvm.v1.MemberControl";

    /** The member as it is. */
    @Idempotent
    MemberStatus status();
}
