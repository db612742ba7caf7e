package io.rmix.soap;

import io.rmix.testkit.PluginContract;

class SoapPluginTest extends PluginContract {
    @Override
    protected String scheme() {
        return "soap";
    }
}
