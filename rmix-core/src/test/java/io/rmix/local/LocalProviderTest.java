package io.rmix.local;

import io.rmix.testkit.ProviderContractTest;
import io.rmix.testkit.Wire;
import java.util.Set;

class LocalProviderTest extends ProviderContractTest {
    @Override
    public Wire wire() {
        return new Wire("local", false, Set.of());
    }
}
