package io.rmix.grpc;

import io.rmix.testkit.PluginContract;

class GrpcPluginTest extends PluginContract {
    @Override
    protected String endpoint() {
        return "grpc://127.0.0.1:0/kit";
    }
}
