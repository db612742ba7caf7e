package io.rmix.cli.demo;

import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.NodeSettingsWriter;
import io.rmix.cli.fleet.Fleet;
import io.rmix.cli.fleet.JavaCommand;
import io.rmix.cli.fleet.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Starts nodes as processes, each with its configuration and its log in one folder. For one thread at a time. */
final class DemoNodes {
    private final Fleet fleet;
    private final Path folder;
    private final Map<String, Integer> starts = new HashMap<>();

    DemoNodes(Fleet fleet, Path folder) {
        this.fleet = fleet;
        this.folder = folder;
    }

    /** Starts a node, for the first time or again; each start has a log of its own: {@code a.log}, {@code a-2.log}. */
    NodeProcess start(NodeSettings node) throws IOException {
        int start = starts.merge(node.name(), 1, Integer::sum);
        Path file = folder.resolve(node.name() + ".yaml");
        Files.writeString(file, NodeSettingsWriter.write(node));
        return fleet.start(
                node.name(),
                JavaCommand.dvm("start", "--config", file.toString(), "--until-input-ends"),
                folder.resolve(node.name() + (start == 1 ? "" : "-" + start) + ".log"));
    }

    /** Kills a node's process, and returns when it has ended. */
    void kill(String name) {
        fleet.kill(name);
    }
}
