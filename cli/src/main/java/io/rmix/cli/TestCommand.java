package io.rmix.cli;

import picocli.CommandLine.Command;

/** Stands in the list of commands; the launcher runs the tests before there is anything to start in Java. */
@Command(
        name = "test",
        description = "Build everything and run every test of every part (done by the launcher ./dvm).",
        footerHeading = "%nExample:%n",
        footer = "  ./dvm test")
final class TestCommand implements Runnable {
    @Override
    public void run() {
        throw new UserError("the launcher runs the tests: ./dvm test, in the folder of a clone");
    }
}
