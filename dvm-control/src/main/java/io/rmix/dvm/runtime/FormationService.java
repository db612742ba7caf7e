package io.rmix.dvm.runtime;

import io.rmix.Idempotent;
import io.rmix.Name;
import io.rmix.dvm.proto.v1.Hello;
import io.rmix.dvm.proto.v1.HelloAnswer;

/** {@code dvm.v1.Formation}: what every member serves to those that start. */
@Name("dvm.v1.Formation")
public interface FormationService {
    /** Says who has started; asked again and again until that one is in a view, or refused. */
    @Idempotent
    HelloAnswer join(Hello hello);
}
