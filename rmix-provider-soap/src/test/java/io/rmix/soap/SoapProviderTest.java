package io.rmix.soap;

import io.rmix.testkit.ProviderContractTest;
import io.rmix.testkit.Wire;

class SoapProviderTest extends ProviderContractTest {
    @Override
    public Wire wire() {
        return Wire.of("soap", Wire.Feature.CONTROL_CHARACTERS);
    }
}
