package io.rmix.cli.doctor;

import io.rmix.Endpoint;
import io.rmix.cli.config.ConfigurationException;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.NodeSettingsReader;
import io.rmix.cli.doctor.Finding.Check;
import io.rmix.cli.node.NodeStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A configuration file that could be read.
 *
 * @param path as the user gave it
 * @param node what it says
 */
record NodeFile(Path path, NodeSettings node) {
    /** Reads files; those that cannot be taken are findings. */
    static List<NodeFile> read(List<Path> paths, Findings findings) {
        List<NodeFile> files = new ArrayList<>();
        for (Path path : paths) {
            try {
                files.add(new NodeFile(path, NodeSettingsReader.read(path, NodeStart::problem)));
            } catch (ConfigurationException e) {
                String message = String.valueOf(e.getMessage());
                int end = message.indexOf(": ");
                findings.error(
                        Check.CONFIGURATION,
                        message.substring(0, Math.max(0, end)),
                        message.substring(end + 2),
                        "correct it; docs/reference/configuration.md has all keys. It was left out of the other checks");
            }
        }
        return files;
    }

    String name() {
        return node.name();
    }

    /** Where the node listens, for members and for clients. */
    List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>(node.memberEndpoints());
        all.addAll(node.clientEndpoints());
        return all;
    }
}
