package io.rmix.soap;

import io.rmix.testkit.PluginContract;

class SoapPluginTest extends PluginContract {
    @Override
    protected String endpoint() {
        return "soap://127.0.0.1:0/kit";
    }
}
