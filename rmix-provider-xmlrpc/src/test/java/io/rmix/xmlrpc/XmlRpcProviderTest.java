package io.rmix.xmlrpc;

import io.rmix.testkit.ProviderContractTest;
import io.rmix.testkit.Wire;

class XmlRpcProviderTest extends ProviderContractTest {
    @Override
    public Wire wire() {
        return Wire.of("xmlrpc", Wire.Feature.CONTROL_CHARACTERS);
    }
}
