package io.rmix.dvm.runtime;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.ServerContext;
import io.rmix.plugin.PluginException;
import io.rmix.plugin.PluginInfo;
import io.rmix.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Changes the plug-ins of the client endpoints for operators, as far as the configuration allows it. */
final class ClientPlugins implements PluginControl {
    /** No dot first, so that it is never {@code .} or {@code ..}. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

    private final Optional<PluginSettings> settings;
    private final Plugins plugins;
    private final ClientSide endpoints;
    private final ReentrantLock changes = new ReentrantLock();

    ClientPlugins(Optional<PluginSettings> settings, Plugins plugins, ClientSide endpoints) {
        this.settings = settings;
        this.plugins = plugins;
        this.endpoints = endpoints;
    }

    @Override
    public List<PluginStatus> list() {
        return plugins.list().stream().map(PluginStatus::of).toList();
    }

    @Override
    public PluginStatus load(String name) throws PluginRefusedException {
        Path folder = folder(name);
        return change(name, () -> {
            PluginInfo loaded = plugins.load(folder);
            try {
                endpoints.listen(loaded.schemes());
            } catch (IOException | RuntimeException e) {
                plugins.unload(name);
                throw new PluginRefusedException(
                        name, "plug-in '" + name + "' is unloaded again, for it cannot listen: " + e.getMessage());
            }
            return PluginStatus.of(loaded);
        });
    }

    @Override
    public PluginStatus replace(String name) throws PluginRefusedException {
        Path folder = folder(name);
        return change(name, () -> {
            List<String> before = schemes(name);
            notOverItself(name, before);
            PluginInfo replaced = plugins.replace(name, folder);
            endpoints.forget(without(before, replaced.schemes()));
            listenAtMore(name, without(replaced.schemes(), before));
            return PluginStatus.of(replaced);
        });
    }

    @Override
    public void unload(String name) throws PluginRefusedException {
        allowed(name);
        change(name, () -> {
            List<String> before = schemes(name);
            notOverItself(name, before);
            plugins.unload(name);
            endpoints.forget(before);
            return before;
        });
    }

    private interface Change<T> {
        T make() throws PluginException, PluginRefusedException;
    }

    /** One at a time. What the plug-ins refuse is said to the caller. */
    private <T> T change(String name, Change<T> change) throws PluginRefusedException {
        changes.lock();
        try {
            return change.make();
        } catch (PluginException e) {
            throw new PluginRefusedException(name, String.valueOf(e.getMessage()));
        } finally {
            changes.unlock();
        }
    }

    private void listenAtMore(String name, List<String> schemes) throws PluginRefusedException {
        try {
            endpoints.listen(schemes);
        } catch (IOException | RuntimeException e) {
            throw new PluginRefusedException(
                    name,
                    "plug-in '" + name + "' is replaced, but cannot listen where the old one did not: "
                            + e.getMessage());
        }
    }

    private static List<String> without(List<String> schemes, List<String> others) {
        return schemes.stream().filter(scheme -> !others.contains(scheme)).toList();
    }

    private List<String> schemes(String name) {
        return plugins.list().stream()
                .filter(info -> info.name().equals(name))
                .flatMap(info -> info.schemes().stream())
                .toList();
    }

    /** A change waits for the calls that came over the plug-in, and would wait for itself. */
    private static void notOverItself(String name, List<String> schemes) throws PluginRefusedException {
        Optional<String> mine =
                ServerContext.current().map(context -> context.endpoint().scheme());
        if (mine.isPresent() && schemes.contains(mine.get()))
            throw new PluginRefusedException(
                    name,
                    "this call came over the plug-in '" + name + "' itself; ask at an endpoint of another scheme");
    }

    /** The folder of all plug-ins, if they may be changed and one may have the name. */
    private Path allowed(String name) throws PluginRefusedException {
        if (settings.isEmpty()) throw denied("this node has no plug-ins: its configuration names no plugins.folder");
        if (!settings.get().control())
            throw denied("this node's plug-ins may not be changed while it runs: its configuration does not say"
                    + " plugins: {control: true}");
        if (!NAME.matcher(name).matches())
            throw new PluginRefusedException(
                    name,
                    "not a plug-in's name: '" + name + "'; expected 1 to 64 of A-Z a-z 0-9 . _ -, the first no dot");
        return settings.get().folder();
    }

    private Path folder(String name) throws PluginRefusedException {
        Path folder = allowed(name).resolve(name);
        if (!Files.isDirectory(folder))
            throw new PluginRefusedException(name, "there is no folder '" + name + "' in plugins.folder of this node");
        return folder;
    }

    private static RefusedException denied(String reason) {
        return new RefusedException(Code.DENIED, Outcome.NOT_INVOKED, reason);
    }
}
