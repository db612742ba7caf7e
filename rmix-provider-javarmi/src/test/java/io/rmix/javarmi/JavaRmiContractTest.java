package io.rmix.javarmi;

import io.rmix.testkit.ProviderContractTest;
import io.rmix.testkit.Wire;

class JavaRmiContractTest extends ProviderContractTest {
    @Override
    public Wire wire() {
        return Wire.of("rmi");
    }
}
