package io.rmix.grpc;

import io.rmix.testkit.ProviderContractTest;
import io.rmix.testkit.Wire;

/** The contract of every provider, over gRPC. */
class GrpcContractTest extends ProviderContractTest {
    @Override
    public Wire wire() {
        return Wire.of("grpc");
    }
}
