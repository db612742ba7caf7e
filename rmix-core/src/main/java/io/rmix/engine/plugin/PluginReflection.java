package io.rmix.engine.plugin;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.rmix.spi.CallContext;
import io.rmix.spi.Reflection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The reflection of a plug-in's connection. Keeps nothing of the plug-in between calls, so that it can be unloaded. */
final class PluginReflection implements Reflection {
    private final PluginConnection connection;

    PluginReflection(PluginConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<String> services(CallContext context) {
        return connection.reflecting("", "services", reflection -> reflection.services(context));
    }

    @Override
    public Optional<ServiceDescriptor> service(String name, CallContext context) {
        return connection.reflecting(name, "service", reflection -> reflection.service(name, context));
    }

    @Override
    public void call(
            MethodDescriptor method,
            List<? extends Message> requests,
            CallContext context,
            Consumer<DynamicMessage> answers) {
        ClassLoader callers = Thread.currentThread().getContextClassLoader();
        Consumer<DynamicMessage> outside = answer -> {
            try (LoaderScope scope = new LoaderScope(callers, () -> {})) {
                answers.accept(answer);
            }
        };
        connection.reflecting(method.getService().getFullName(), method.getName(), reflection -> {
            reflection.call(method, requests, context, outside);
            return null;
        });
    }
}
