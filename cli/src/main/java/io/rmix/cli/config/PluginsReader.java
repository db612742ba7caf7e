package io.rmix.cli.config;

import io.rmix.Endpoint;
import io.rmix.dvm.runtime.PluginSettings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys of plug-ins. */
final class PluginsReader {
    private PluginsReader() {}

    /** Empty if the file names no folder. */
    static Optional<PluginSettings> read(Section top) {
        Section section = top.section("plugins");
        Optional<Path> folder = section.optional("folder").map(PluginsReader::folder);
        Optional<Value> control = section.optional("control");
        section.finish();
        boolean changed = control.map(Value::truth).orElse(false);
        if (folder.isEmpty() && changed)
            throw section.place()
                    .error("plugins: key 'folder' is missing here: without it there is nothing to control");
        return folder.map(path -> new PluginSettings(path, changed));
    }

    private static Path folder(Value value) {
        String text = value.text("a folder");
        Path folder;
        try {
            folder = Path.of(value.place().file())
                    .toAbsolutePath()
                    .resolveSibling(text)
                    .normalize();
        } catch (InvalidPathException e) {
            throw value.expected("a folder");
        }
        if (!Files.isDirectory(folder)) throw value.place().error("folder: there is no folder %s", folder);
        return folder;
    }

    /** Who may have a node run what lies in a folder is on its machine. */
    static void requireLoopback(Section top) {
        Section endpoints = top.required("endpoints").section();
        for (Value item : endpoints.optional("clients").map(Value::items).orElse(List.of())) {
            Endpoint endpoint = item.address();
            if (!Loopback.holds(endpoint))
                throw item.place()
                        .error(
                                "clients: %s can be reached from beyond this machine, from where plug-ins must not be"
                                        + " changed: leave out plugins: {control: true}",
                                endpoint);
        }
    }
}
