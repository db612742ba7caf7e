package io.rmix.grpc;

import io.rmix.testkit.ProviderContractTest;
import io.rmix.testkit.Wire;

/** The contract of every provider, over gRPC through the file of a Unix domain socket. */
class UnixContractTest extends ProviderContractTest {
    @Override
    public Wire wire() {
        return Wire.of("grpc+unix");
    }
}
