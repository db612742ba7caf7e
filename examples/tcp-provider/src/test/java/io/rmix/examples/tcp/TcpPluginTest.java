package io.rmix.examples.tcp;

import io.rmix.testkit.PluginContract;

class TcpPluginTest extends PluginContract {
    @Override
    protected String scheme() {
        return "example+tcp";
    }
}
