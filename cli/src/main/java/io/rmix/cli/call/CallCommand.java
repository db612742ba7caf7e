package io.rmix.cli.call;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.rmix.Rmix;
import io.rmix.cli.UserError;
import io.rmix.cli.config.Units;
import io.rmix.contract.Operation;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.introspect.DynamicStub;
import io.rmix.introspect.ReflectedServer;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dvm call}: calls one method, over any protocol. */
@Command(
        name = "call",
        description = {
            "Call a method of a service, over any protocol.",
            "Arguments and result are JSON: a record or map is an object, bytes are base64, times are as in ISO 8601, an empty"
                    + " Optional is null. A text, constant or time may be given without its quotes.",
            "A gRPC server that is not RMIX is called by its server reflection: METHOD takes one message, or several if it is a"
                    + " stream, and each answer is a line."
        },
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:called; the result is on standard output",
            "1:failed: standard error says why, with code and outcome",
            "2:wrong usage, nothing was called",
            "3:the method threw an exception that it declares: it is on standard error, as JSON"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm call grpc://127.0.0.1:9000/greeter.greet Ada",
            "  dvm call soap://127.0.0.1:9002/bank.transfer '{\"from\":\"a\",\"to\":\"b\"}' 25 --deadline 2s",
            "  dvm call grpc://127.0.0.1:50051/helloworld.Greeter.SayHello '{\"name\":\"Ada\"}'",
            "  dvm call rmi://127.0.0.1:1099/account.balance --interface bank.Account --class-path bank.jar"
        })
public final class CallCommand implements DvmCommand {
    private static final int MOST_CALLS = 1_000_000;

    @Parameters(index = "0", paramLabel = "URI", description = "scheme://host:port/service.method")
    private String target = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "JSON", description = "the arguments, in order")
    private List<String> arguments = List.of();

    @Option(
            names = "--args",
            paramLabel = "FILE",
            description = "the arguments as one JSON value: a list in order, or an object by name; - is standard input")
    private String file = "";

    @Option(names = "--async", description = "start all calls at once; print each result when it is there")
    private boolean async;

    @Option(names = "--one-way", description = "call one-way; done when the peer has executed it, without a result")
    private boolean oneWay;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "call N times (default: ${DEFAULT-VALUE}), one result a line")
    private int count;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "give each call up after this: 500ms, 2s, 1m (default: ${DEFAULT-VALUE})")
    private String deadline = "";

    @Option(
            names = "--entry",
            paramLabel = "KEY=VALUE",
            description = "an entry that travels with the call, to a server that is not RMIX as a header; repeatable")
    private Map<String, String> entries = new LinkedHashMap<>();

    @Option(
            names = "--interface",
            paramLabel = "CLASS",
            description = "the service's Java interface, for servers that do not say what they export")
    private String type = "";

    @Option(names = "--class-path", paramLabel = "JARS", description = "where --interface is, with ':' between")
    private String classPath = "";

    @Override
    public Integer call() throws Exception {
        Target parsed = Target.parse(target);
        Duration time = Units.duration(deadline)
                .filter(t -> !t.isZero())
                .orElseThrow(
                        () -> new UserError("--deadline: expected a time such as 500ms or 2s, not '" + deadline + "'"));
        check();
        try (Rmix rmix = Rmix.create()) {
            return call(rmix, parsed, time);
        }
    }

    private int call(Rmix rmix, Target parsed, Duration time) throws Exception {
        try (DynamicStub stub = connect(rmix, parsed)) {
            Operation operation = stub.contract().find(parsed.method());
            if (operation == null)
                throw new UserError(parsed.endpoint() + " has no method '" + parsed.method() + "'; there are "
                        + stub.contract().operations().stream()
                                .map(Operation::name)
                                .toList());
            Object[] values =
                    file.isEmpty() ? Arguments.ofTexts(operation, arguments) : Arguments.ofFile(operation, file);
            Calls calls = new Calls(configured(stub, time), operation, values, count, time);
            return oneWay || operation.oneWay() && !async ? calls.oneWay() : async ? calls.async() : calls.sync();
        } catch (Described.Untold e) {
            return Described.byReflection(
                    rmix, parsed.endpoint(), e, server -> reflected(configured(server, time), parsed));
        }
    }

    private int reflected(ReflectedServer server, Target parsed) throws InterruptedException {
        MethodDescriptor method = ReflectedCalls.method(
                Described.service(server, parsed.endpoint().service()), parsed.method());
        if (oneWay)
            throw new UserError("--one-way: " + server + " is not known to be RMIX, and its protocol has no such calls;"
                    + " leave it out");
        ReflectedCalls calls = new ReflectedCalls(server, method, arguments, file, count);
        return async ? calls.async() : calls.sync();
    }

    private void check() {
        if (count < 1 || count > MOST_CALLS)
            throw new UserError("--count: expected 1 to " + MOST_CALLS + ", not " + count);
        if (async && oneWay) throw new UserError("--async and --one-way: choose one of them");
        if (!file.isEmpty() && !arguments.isEmpty())
            throw new UserError("--args: the arguments are on the command line already");
        if (!classPath.isEmpty() && type.isEmpty())
            throw new UserError("--class-path: is for --interface, which is missing");
    }

    private DynamicStub connect(Rmix rmix, Target parsed) {
        if (type.isEmpty()) return Described.byAddress(rmix, parsed.endpoint());
        List<Path> paths = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
        return Described.byInterface(rmix, parsed.endpoint(), type, paths);
    }

    private ReflectedServer configured(ReflectedServer server, Duration time) {
        ReflectedServer configured = server.withDeadline(time);
        for (Map.Entry<String, String> entry : entries.entrySet())
            configured = configured.withEntry(entry.getKey(), entry.getValue());
        return configured;
    }

    private DynamicStub configured(DynamicStub stub, Duration time) {
        DynamicStub configured = stub.withDeadline(time);
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            try {
                configured = configured.withEntry(entry.getKey(), entry.getValue());
            } catch (IllegalArgumentException e) {
                throw new UserError("--entry: " + e.getMessage(), e);
            }
        }
        return configured;
    }
}
