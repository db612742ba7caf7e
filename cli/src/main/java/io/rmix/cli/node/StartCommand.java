package io.rmix.cli.node;

import io.rmix.cli.ExitCode;
import io.rmix.cli.config.NodeSettingsReader;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.dvm.runtime.DvmNode;
import io.rmix.dvm.runtime.NodeConfiguration;
import io.rmix.dvm.runtime.NodeListener;
import io.rmix.dvm.runtime.NodeState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dvm start}: runs one node until it is told to end. */
@Command(
        name = "start",
        description = {
            "Run one node of a distributed virtual machine, as its configuration file says.",
            "Says 'ready NAME' on standard output when it takes part. Ends on Ctrl-C or SIGTERM; what was submitted is delivered"
                    + " first, and the others go on without it. Exit code 1 if it could not start or the others excluded it."
        },
        footerHeading = "%nExample:%n",
        footer = "  dvm start --config node.yaml")
public final class StartCommand implements DvmCommand {
    private static final Logger LOG = LoggerFactory.getLogger(StartCommand.class);

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "configuration of the node, YAML")
    private Path config = Path.of("");

    @Option(names = "--until-input-ends", hidden = true, description = "end when standard input does")
    private boolean untilInputEnds;

    @Override
    public Integer call() throws Exception {
        return run(
                NodeStart.of(NodeSettingsReader.read(config, NodeStart::problem)),
                untilInputEnds,
                new NodeListener() {},
                node -> LOG.debug("{} is started", node.member()));
    }

    /**
     * Runs a node until it is told to end, says on standard output that it is ready, and returns the exit code.
     *
     * @param untilInputEnds whether it is to end when standard input does
     * @param listener hears everything from the beginning
     * @param started takes the node once it is started
     * @throws IOException if it could not start, or the others excluded it
     */
    public static int run(
            NodeConfiguration configuration, boolean untilInputEnds, NodeListener listener, Consumer<DvmNode> started)
            throws IOException, InterruptedException, ExecutionException {
        CompletableFuture<String> stopped = new CompletableFuture<>();
        CompletableFuture<Void> inputEnded = new CompletableFuture<>();
        DvmNode node = DvmNode.start(configuration, listener, new NodeListener() {
            @Override
            public void stateChanged(NodeState state, String reason) {
                if (state == NodeState.LEFT || state == NodeState.FAILED) stopped.complete(reason);
            }
        });
        started.accept(node);
        Thread atExit = new Thread(node::close, "end of the node");
        Runtime.getRuntime().addShutdownHook(atExit);
        if (untilInputEnds) watchInput(inputEnded);
        try {
            CompletableFuture.anyOf(node.formed(), inputEnded).get();
            if (!inputEnded.isDone()) System.out.println("ready " + configuration.name());
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
        CompletableFuture.anyOf(stopped, inputEnded).get();
        node.close();
        if (!inputEnded.isDone()) throw new IOException("takes part no more: " + stopped.join());
        return ExitCode.OK;
    }

    private static void watchInput(CompletableFuture<Void> end) {
        Thread watcher = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) continue;
                    } catch (IOException e) {
                        LOG.info("standard input broke: {}", e.toString());
                    }
                    end.complete(null);
                },
                "standard input");
        watcher.setDaemon(true);
        watcher.start();
    }
}
