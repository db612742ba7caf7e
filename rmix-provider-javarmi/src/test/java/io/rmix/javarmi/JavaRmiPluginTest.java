package io.rmix.javarmi;

import io.rmix.testkit.PluginContract;

class JavaRmiPluginTest extends PluginContract {
    @Override
    protected String endpoint() {
        return "rmi://127.0.0.1:0/kit";
    }
}
