package io.rmix.engine.plugin;

import io.rmix.Rmix;
import io.rmix.plugin.PluginException;
import io.rmix.testkit.Await;
import java.lang.ref.WeakReference;

/** Shows tests of all providers whether a plug-in's classes leave memory. */
public final class PluginLoaders {
    private PluginLoaders() {}

    public static WeakReference<ClassLoader> of(Rmix rmix, String name) throws PluginException {
        return new WeakReference<>(((PluginRegistry) rmix.plugins()).loader(name));
    }

    public static void awaitCollected(WeakReference<ClassLoader> loader) {
        Await.until("the plug-in's class loader is collected", () -> {
            System.gc();
            return loader.get() == null;
        });
    }
}
