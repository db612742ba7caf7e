package io.rmix.engine.plugin;

import io.rmix.Endpoint;
import io.rmix.contract.Operation;
import io.rmix.spi.CallContext;
import io.rmix.spi.ExportedService;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that came in over a plug-in, whose code decodes and answers it. */
record PluginInboundCall(LoadedPlugin plugin, InboundCall call) implements InboundCall {
    @Override
    public ExportedService service() {
        return call.service();
    }

    @Override
    public Operation operation() {
        return call.operation();
    }

    @Override
    public Endpoint endpoint() {
        return call.endpoint();
    }

    @Override
    public String peer() {
        return call.peer();
    }

    @Override
    public Optional<Principal> principal() {
        try (LoaderScope scope = plugin.enter()) {
            return call.principal();
        }
    }

    @Override
    public boolean encrypted() {
        return call.encrypted();
    }

    @Override
    public CallContext context() {
        return call.context();
    }

    @Override
    public @Nullable Object[] arguments() throws Exception {
        try (LoaderScope scope = plugin.enter()) {
            return call.arguments();
        }
    }

    @Override
    public void releaseArguments() {
        try (LoaderScope scope = plugin.enter()) {
            call.releaseArguments();
        }
    }

    @Override
    public void succeed(@Nullable Object result) {
        try (LoaderScope scope = plugin.enter()) {
            call.succeed(result);
        }
    }

    @Override
    public void fail(Failure failure) {
        try (LoaderScope scope = plugin.enter()) {
            call.fail(failure);
        }
    }
}
