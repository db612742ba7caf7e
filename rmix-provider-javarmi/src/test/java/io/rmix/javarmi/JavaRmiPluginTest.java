package io.rmix.javarmi;

import io.rmix.testkit.PluginContract;

class JavaRmiPluginTest extends PluginContract {
    @Override
    protected String scheme() {
        return "rmi";
    }
}
