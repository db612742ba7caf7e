package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.engine.plugin.PluginLoaders;
import io.rmix.introspect.ReflectedServer;
import io.rmix.testkit.Failures;
import io.rmix.testkit.PluginContract;
import io.rmix.testkit.PluginFolders;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcPluginTest extends PluginContract {
    @Override
    protected String scheme() {
        return "grpc";
    }

    @Test
    void reflectionGoesThroughThePlugInAndKeepsNothingOfIt(@TempDir Path temp) throws Exception {
        Path folder = PluginFolders.ofClassPath(temp.resolve("provider"));
        try (Rmix serving = Rmix.create();
                Rmix rmix = Rmix.builder().onlyGivenProviders().build()) {
            Endpoint endpoint = serving.export(Shop.class, new Shop.Keeper("plain"), Fixture.ANYWHERE + "shop")
                    .endpoint();
            rmix.plugins().load(folder);
            WeakReference<ClassLoader> loader = PluginLoaders.of(rmix, "provider");
            try (ReflectedServer server = rmix.reflect(endpoint)) {
                assertTrue(server.services().contains("shop.v1.Shop"));
                MethodDescriptor name = server.service("shop.v1.Shop").findMethodByName("Name");
                List<DynamicMessage> empty = List.of(DynamicMessage.getDefaultInstance(name.getInputType()));
                ClassLoader own = Thread.currentThread().getContextClassLoader();
                List<Object> answers = new ArrayList<>();
                server.call(name, empty, answer -> {
                    assertSame(own, Thread.currentThread().getContextClassLoader());
                    answers.add(ReflectingClient.field(answer, "result"));
                });
                assertEquals(List.of("plain"), answers);
                rmix.plugins().unload("provider");
                PluginLoaders.awaitCollected(loader);
                Failures.failsWith(Code.UNAVAILABLE, Outcome.NOT_INVOKED, () -> server.call(name, empty, answer -> {}));
            }
        }
    }
}
