package io.rmix.cli.contract;

import io.rmix.cli.ExitCode;
import io.rmix.cli.UserError;
import io.rmix.contract.Contract;
import io.rmix.contract.ContractException;
import io.rmix.contract.ContractLock;
import io.rmix.dvm.command.DvmCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dvm describe}: what a Java interface is to those who do not have it. */
@Command(
        name = "describe",
        description = "Print the contract of a Java interface: for other languages, or as its lock file.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm describe io.rmix.examples.jobqueue.JobQueue --as proto --out jobqueue.proto",
            "  dvm describe bank.Accounts --class-path bank.jar --as wsdl --at soap://bank.example:80/accounts",
            "  dvm describe bank.Accounts --class-path target/classes --lock --out bank.Accounts.lock",
        })
public final class DescribeCommand implements DvmCommand {
    @Parameters(paramLabel = "INTERFACE", description = "full name of the interface")
    private String type = "";

    @ArgGroup(multiplicity = "1")
    private Wanted wanted = new Wanted();

    /** What to print; one of them. */
    private static final class Wanted {
        @Option(
                names = "--as",
                paramLabel = "FORM",
                description = "proto (gRPC), wsdl (SOAP), or the scheme of another provider, such as xmlrpc")
        private String form = "";

        @Option(
                names = "--lock",
                description =
                        "the lock file, which pins the contract: to be kept in the resources as META-INF/rmix/CONTRACT.lock")
        private boolean lock;
    }

    @Option(
            names = "--class-path",
            paramLabel = "JARS",
            description =
                    "jars and folders that have the interface and what it needs, with the system's separator between")
    private String classPath = "";

    @Option(
            names = "--at",
            paramLabel = "URI",
            description = "where the service is to be, for forms that say so (default: a port of this machine)")
    private String at = "";

    @Option(names = "--out", paramLabel = "FILE", description = "write to this file instead of standard output")
    private String out = "";

    @Override
    public Integer call() throws IOException {
        try (InterfaceLoader loader = InterfaceLoader.of(classPath)) {
            Class<?> source = loader.load(type);
            Contract contract = Contract.of(source);
            print(
                    wanted.lock
                            ? ContractLock.of(contract).toString()
                            : Forms.describe(contract, wanted.form, at).text());
            return ExitCode.OK;
        } catch (ContractException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        } catch (LinkageError e) {
            throw InterfaceLoader.unusable(type, e);
        }
    }

    private void print(String text) {
        if (out.isEmpty()) {
            System.out.print(text);
            return;
        }
        try {
            Files.writeString(Path.of(out), text);
        } catch (IOException e) {
            throw new UserError("--out: " + out + " cannot be written: " + e, e);
        }
    }
}
