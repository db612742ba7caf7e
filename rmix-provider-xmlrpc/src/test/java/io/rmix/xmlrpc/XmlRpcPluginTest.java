package io.rmix.xmlrpc;

import io.rmix.testkit.PluginContract;

class XmlRpcPluginTest extends PluginContract {
    @Override
    protected String scheme() {
        return "xmlrpc";
    }
}
