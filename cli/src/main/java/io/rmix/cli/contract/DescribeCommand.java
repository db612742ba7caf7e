package io.rmix.cli.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmix.cli.ExitCode;
import io.rmix.cli.UserError;
import io.rmix.contract.Contract;
import io.rmix.contract.ContractChange;
import io.rmix.contract.ContractException;
import io.rmix.contract.ContractLock;
import io.rmix.dvm.command.DvmCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dvm describe}: what a Java interface is to those who do not have it. */
@Command(
        name = "describe",
        description =
                "Print the contract of a Java interface: for other languages, or as its lock file; or check it against one.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm describe io.rmix.examples.jobqueue.JobQueue --as proto --out jobqueue.proto",
            "  dvm describe bank.Accounts --class-path bank.jar --as wsdl --at soap://bank.example:80/accounts",
            "  dvm describe bank.Accounts --class-path target/classes --lock --out bank.Accounts.lock",
            "  dvm describe bank.Accounts --class-path target/classes --check released/bank.Accounts.lock",
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

        @Option(
                names = "--check",
                paramLabel = "LOCK",
                description = "print what breaks clients of the contract in a lock file; exit code 1 if something does")
        private String check = "";
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

    @Option(names = "--json", description = "with --check: the changes as one JSON array")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (json && wanted.check.isEmpty()) throw new UserError("--json: only --check has a table to print");
        try (InterfaceLoader loader = InterfaceLoader.of(classPath)) {
            Class<?> source = loader.load(type);
            if (!wanted.check.isEmpty()) return check(source);
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

    private int check(Class<?> source) throws IOException {
        List<ContractChange> changes =
                ContractLock.parse(read(wanted.check), wanted.check).changes(source);
        if (json) {
            print(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(changes) + "\n");
        } else if (changes.isEmpty()) {
            print(type + " breaks no client of the contract in " + wanted.check + "\n");
        } else {
            print(changes.stream().map(change -> change + "\n").collect(Collectors.joining()));
        }
        return changes.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UserError("--check: " + file + " cannot be read: " + e, e);
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
