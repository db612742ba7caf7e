package io.rmix.cli.plugin;

import io.rmix.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command about one plug-in of a node. */
abstract class OnePlugin implements Callable<Integer> {
    @Mixin
    private Asked asked;

    @Parameters(paramLabel = "NAME", description = "the plug-in's: that of a folder in plugins.folder")
    private String name = "";

    @Override
    public final Integer call() throws Exception {
        run(asked, name);
        return ExitCode.OK;
    }

    /** Asks the node and prints what it answers. */
    abstract void run(Asked node, String plugin) throws Exception;
}
