package io.rmix.examples.tcp;

import io.rmix.testkit.ProviderContractTest;
import io.rmix.testkit.Wire;

class TcpProviderTest extends ProviderContractTest {
    @Override
    public Wire wire() {
        return Wire.of("example+tcp");
    }
}
