package io.rmix.grpc;

import io.rmix.testkit.PluginContract;

class GrpcPluginTest extends PluginContract {
    @Override
    protected String scheme() {
        return "grpc";
    }
}
