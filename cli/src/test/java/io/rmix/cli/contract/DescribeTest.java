package io.rmix.cli.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmix.cli.CommandRun;
import io.rmix.cli.ExitCode;
import io.rmix.contract.Contract;
import io.rmix.contract.ContractLock;
import io.rmix.contract.ProtoSchema;
import io.rmix.examples.jobqueue.JobQueue;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What {@code dvm describe} prints, of interfaces on the class path and of the user's own. */
class DescribeTest {
    private static final String QUEUE = JobQueue.class.getName();

    @TempDir
    Path temp;

    @Test
    void aProtoFile() throws Exception {
        Path file = temp.resolve("q.proto");
        CommandRun run = CommandRun.of("describe", QUEUE, "--as", "proto", "--out", file.toString());
        assertEquals(new CommandRun(ExitCode.OK, "", ""), run);
        assertEquals(ProtoSchema.of(Contract.of(JobQueue.class)).text(), Files.readString(file));
    }

    @Test
    void aWsdlWithTheAddressAskedFor() throws Exception {
        CommandRun run = CommandRun.of("describe", QUEUE, "--as", "wsdl", "--at", "soap://example.org:81/jobs");
        assertEquals(ExitCode.OK, run.code(), run.err());
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element address = (Element) factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(run.out())))
                .getElementsByTagNameNS("http://schemas.xmlsoap.org/wsdl/soap/", "address")
                .item(0);
        assertEquals("http://example.org:81/jobs", address.getAttribute("location"));
    }

    @Test
    void theLockFile() {
        CommandRun run = CommandRun.of("describe", QUEUE, "--lock");
        assertEquals(ContractLock.of(Contract.of(JobQueue.class)).toString(), run.out());
    }

    @Test
    void changesAgainstALockFile() throws Exception {
        Path lock = temp.resolve("x.lock");
        CommandRun.of("describe", QUEUE, "--lock", "--out", lock.toString());
        CommandRun same = CommandRun.of("describe", QUEUE, "--check", lock.toString());
        assertEquals(ExitCode.OK, same.code(), same.err());
        assertEquals(QUEUE + " breaks no client of the contract in " + lock + "\n", same.out());
        Files.writeString(
                lock,
                Files.readString(lock)
                        .replaceFirst("operation submit\n", "operation enqueue\n  result void\n\noperation submit\n")
                        .replaceFirst("(operation submit\n  parameter \\w+) \\w+", "$1 string"));
        CommandRun broken = CommandRun.of("describe", QUEUE, "--check", lock.toString());
        assertEquals(ExitCode.FAILED, broken.code(), broken.err());
        List<String> lines = broken.out().lines().toList();
        assertEquals(2, lines.size(), broken.out());
        assertTrue(lines.get(0).startsWith("operation enqueue: was () void, is gone; "), lines.get(0));
        assertTrue(lines.get(1).startsWith("operation submit, parameter "), lines.get(1));
        JsonNode json = new ObjectMapper()
                .readTree(CommandRun.of("describe", QUEUE, "--check", lock.toString(), "--json")
                        .out());
        assertEquals("operation enqueue", json.get(0).get("where").asText());
        assertEquals("string", json.get(1).get("before").asText());
    }

    @Test
    void anInterfaceInAFolderOfTheUsers() throws Exception {
        Path classes = compile("bank/Accounts.java", """
                package bank;
                public interface Accounts { long balance(String owner); interface Audit { void note(String line); } }
                """);
        CommandRun run = CommandRun.of("describe", "bank.Accounts", "--class-path", classes + "", "--as", "proto");
        assertTrue(run.out().contains("rpc Balance("), run::toString);
        CommandRun nested =
                CommandRun.of("describe", "bank.Accounts.Audit", "--class-path", classes + "", "--as", "grpc");
        assertTrue(nested.out().contains("service Audit"), nested::toString);
    }

    @Test
    void aClassThatIsMissingIsNamed() throws Exception {
        Path classes = compile("bank/Broken.java", """
                package bank;
                public interface Broken { Gone get(); }
                record Gone(int a) {}
                """);
        Files.delete(classes.resolve("bank/Gone.class"));
        CommandRun run = CommandRun.of("describe", "bank.Broken", "--class-path", classes + "", "--lock");
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(
                run.err().contains("bank.Broken cannot be loaded: ")
                        && run.err().contains("Gone"),
                run.err());
    }

    private Path compile(String name, String source) throws Exception {
        Path file = temp.resolve("src").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        Path classes = Files.createDirectories(temp.resolve("classes"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-parameters", "-d", classes.toString(), file.toString());
        assertEquals(0, result);
        return classes;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no.Such --lock                     | no class 'no.Such'; give its full name",
                "java.lang.String --lock            | java.lang.String: is no interface; declare",
                "java.util.List --lock              | java.util.List: has type parameters",
                "java.lang.AutoCloseable --lock     | java.lang.AutoCloseable.close(), throws java.lang.Exception: says nothing",
                "QUEUE --as smtp                    | --as: no provider makes 'smtp'; expected proto, wsdl",
                "QUEUE --as rmi                     | --as: provider javarmi has no form",
                "QUEUE --as wsdl --at rmi://h:1/s   | --at: expected soap://HOST:PORT/SERVICE for --as wsdl",
                "QUEUE --as wsdl --at nowhere       | --at: not an endpoint",
                "QUEUE --lock --class-path /no/jar  | --class-path: there is no '/no/jar'",
                "QUEUE --lock --out /no/where/x     | --out: /no/where/x cannot be written",
                "QUEUE --check /no/such.lock        | --check: /no/such.lock cannot be read",
                "QUEUE --check /etc/hostname        | expected 'rmix-lock 1' or 'rmix-lock 2', found",
                "QUEUE --lock --json                | --json: only --check",
                "QUEUE --lock --as proto            | mutually exclusive",
                "QUEUE                              | Missing required argument",
            })
    void whatIsWrongIsSaid(String arguments, String expected) {
        CommandRun run = CommandRun.of(("describe " + arguments.replace("QUEUE", QUEUE)).split(" +"));
        assertEquals(ExitCode.USAGE, run.code(), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertEquals(List.of(), run.out().lines().toList());
    }
}
