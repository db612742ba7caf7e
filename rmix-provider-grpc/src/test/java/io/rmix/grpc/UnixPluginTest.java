package io.rmix.grpc;

import io.rmix.testkit.PluginContract;
import io.rmix.testkit.SocketFiles;

class UnixPluginTest extends PluginContract {
    @Override
    protected String scheme() {
        return "grpc+unix";
    }

    @Override
    protected String address() {
        return scheme() + "://" + SocketFiles.free();
    }
}
