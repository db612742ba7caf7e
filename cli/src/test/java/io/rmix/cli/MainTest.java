package io.rmix.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.command.DvmCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "sum")
    static final class Sum implements DvmCommand {
        @Override
        public Integer call() {
            throw new ArithmeticException("too large");
        }
    }

    @Command(name = "sum")
    static final class OtherSum implements DvmCommand {
        @Override
        public Integer call() {
            throw new UserError("node.yaml:3:1: no sum");
        }
    }

    @TestFactory
    List<DynamicTest> everySubcommandExplainsItselfWithAnExample() {
        List<DynamicTest> tests = withSubcommands(Main.commandLine(Main.found()))
                .map(sub -> DynamicTest.dynamicTest(sub.getCommandSpec().qualifiedName(), () -> {
                    String usage = sub.getUsageMessage(CommandLine.Help.Ansi.OFF);
                    String examples = usage.substring(usage.indexOf("Example"));
                    assertTrue(examples.contains(sub.getCommandSpec().qualifiedName()), usage);
                    UsageMessageSpec texts = sub.getCommandSpec().usageMessage();
                    assertFalse(texts.description().length == 0, usage);
                    // They are formats: a percent sign that is not doubled makes a warning.
                    Stream.of(texts.description(), texts.footer())
                            .flatMap(Stream::of)
                            .forEach(line -> assertDoesNotThrow(() -> String.format(line), line));
                }))
                .toList();
        assertTrue(tests.size() >= 8, "dvm, bench with two of its own, demo, start, status, test");
        return tests;
    }

    private static Stream<CommandLine> withSubcommands(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(MainTest::withSubcommands));
    }

    @Test
    void aFailureIsOneLineOnStandardErrorAndOne() {
        assertEquals(ExitCode.FAILED, run(List.of(new Sum()), "sum"));
        assertEquals("", out.toString());
        assertEquals("dvm sum: too large\n", err.toString());
    }

    @Test
    void theStackTraceOfAFailureIsForThoseWhoAsk() {
        assertEquals(ExitCode.FAILED, run(List.of(new Sum()), "sum", "-v"));
        assertTrue(err.toString().contains("at io.rmix.cli.MainTest"), err.toString());
    }

    @Test
    void whatTheUserCanPutRightIsTwo() {
        assertEquals(ExitCode.USAGE, run(List.of(new OtherSum()), "sum"));
        assertEquals("dvm sum: node.yaml:3:1: no sum\n", err.toString());
    }

    @Test
    void wrongUsageSaysWhatIsWrongAndWhereHelpIs() {
        assertEquals(ExitCode.USAGE, run(List.of(new Sum()), "sum", "--fast"));
        assertEquals("Unknown option: '--fast'\nTry 'dvm sum --help'.\n", err.toString());
        assertEquals(ExitCode.USAGE, run(List.of(new Sum())));
        assertTrue(err.toString().contains("which command? One of: test, sum"), err.toString());
    }

    @Test
    void aMistypedSubcommandIsAnsweredWithTheNearest() {
        assertEquals(ExitCode.USAGE, run(List.of(new Sum()), "sun"));
        assertTrue(err.toString().contains("Did you mean: dvm sum"), err.toString());
    }

    @Test
    void twoSubcommandsOfOneNameAreAnErrorThatNamesBoth() {
        var commands = List.of(new Sum(), new OtherSum());
        var error = assertThrows(IllegalStateException.class, () -> Main.commandLine(commands));
        assertTrue(error.getMessage().contains(Sum.class.getName()), error.getMessage());
        assertTrue(error.getMessage().contains(OtherSum.class.getName()), error.getMessage());
    }

    private int run(List<DvmCommand> commands, String... arguments) {
        return Main.commandLine(commands)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
    }
}
