package io.rmix.dvm.runtime;

import io.rmix.Idempotent;
import io.rmix.Name;
import io.rmix.dvm.proto.v1.Hello;
import io.rmix.dvm.proto.v1.HelloAnswer;

/** {@code dvm.v1.Formation}: what the founder, the first of the configured members, serves to the others until the ring has formed. */
@Name("dvm.v1.Formation")
public interface FormationService {
    /** Says who has started; asked again and again until the answer is a view or a refusal. */
    @Idempotent
    HelloAnswer join(Hello hello);
}
