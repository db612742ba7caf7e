package io.rmix.benchmarks.invoke;

import io.grpc.ManagedChannel;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.benchmarks.measure.Comparison;
import io.rmix.benchmarks.measure.Loops;
import io.rmix.benchmarks.measure.Measure;
import io.rmix.benchmarks.measure.Report;
import io.rmix.benchmarks.measure.Result;
import io.rmix.benchmarks.measure.Sample;
import io.rmix.benchmarks.measure.Side;
import io.rmix.benchmarks.measure.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.xmlrpc.client.XmlRpcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dvm bench invoke}. */
@Command(
        name = "invoke",
        description = {
            "RMIX over each provider beside the same protocol used raw, in turn in one run.",
            "Client and servers are two processes. Raw gRPC is grpc-java with generated protobuf messages, the"
                    + " executors of its own benchmarks and no retries, raw RMI is java.rmi, raw SOAP a hand-annotated"
                    + " JAX-WS endpoint and its proxy, raw XML-RPC Apache's client and web server. Times and rates count"
                    + " what was executed and answered; bytes are what both processes allocate."
        },
        footerHeading = "%nExample:%n",
        footer = "  dvm bench invoke --pairs 21 --payload 1024 --only grpc")
public final class InvokeBench implements Callable<Integer> {
    /** No comparison may allocate more than so much of what the raw protocol does, counted in both processes. */
    private static final double BYTES = 1.2;

    private static final int OUTSTANDING = 64;

    @Mixin
    private Report report = new Report(8, 1);

    @Option(names = "--payload", description = "bytes of a call (default: ${DEFAULT-VALUE})", defaultValue = "1024")
    private int payload;

    @Option(names = "--only", description = "run comparisons whose name contains this", defaultValue = "")
    private String only = "";

    /** A piece of work of one side. */
    private interface Work {
        Sample run(Duration window) throws Exception;
    }

    private record Named(String name, Work work) implements Side {
        @Override
        public Sample run(Duration window) throws Exception {
            return work.run(window);
        }
    }

    @Override
    public Integer call() throws Exception {
        report.check();
        try (Servers servers = new Servers();
                Rmix rmix = Rmix.create()) {
            List<Result> results = new ArrayList<>();
            ManagedChannel channel = RawGrpc.connect(servers.grpcPort());
            for (Comparison comparison : comparisons(servers, rmix, channel)) {
                if (comparison.name().contains(only))
                    results.addAll(report.run(comparison.name(), List.of(comparison)));
            }
            channel.shutdownNow();
            return report.print("invoke", results, Map.of());
        }
    }

    private List<Comparison> comparisons(Servers servers, Rmix rmix, ManagedChannel channel) throws Exception {
        byte[] value = new byte[payload];
        Stub<Echo> grpc = rmix.connect(Echo.class, servers.endpoint("grpc"));
        Stub<Echo> rmi = rmix.connect(Echo.class, servers.endpoint("rmi"));
        Stub<Echo> soap = rmix.connect(Echo.class, servers.endpoint("soap"));
        RawRmi.RemoteEcho rawRmi = RawRmi.connect(servers.rmiPort());
        RawJaxws.SoapEcho rawSoap = RawJaxws.connect(servers.httpPort());
        Stub<Echo> xmlRpc = rmix.connect(Echo.class, servers.endpoint("xmlrpc"));
        XmlRpcClient rawXmlRpc = RawXmlRpc.connect(servers.xmlRpcPort());
        Side rawUnary = new Named(
                "grpc-java, 64 outstanding",
                w -> Loops.outstanding(OUTSTANDING, () -> RawGrpc.start(channel, value), servers::allocated, w));
        Side oneWay = new Named("RMIX one-way", w -> oneWay(grpc, value, servers, w));
        return List.of(
                p50(
                        "grpc sync",
                        1.03,
                        sync(servers, value, grpc.sync()::echo),
                        "grpc-java",
                        sync(servers, value, v -> RawGrpc.echo(channel, v))),
                p50(
                        "rmi sync",
                        1.05,
                        sync(servers, value, rmi.sync()::echo),
                        "java.rmi",
                        sync(servers, value, rawRmi::echo)),
                p50(
                        "soap sync",
                        0.75,
                        sync(servers, value, soap.sync()::echo),
                        "JAX-WS",
                        sync(servers, value, rawSoap::echo)),
                p50(
                        "xmlrpc sync",
                        1.0,
                        sync(servers, value, xmlRpc.sync()::echo),
                        "Apache XML-RPC",
                        sync(servers, value, v -> RawXmlRpc.echo(rawXmlRpc, v))),
                rate(
                        "grpc 64 outstanding",
                        0.97,
                        new Named(
                                "RMIX async",
                                w -> Loops.outstanding(
                                        OUTSTANDING, () -> grpc.async(e -> e.echo(value)), servers::allocated, w)),
                        rawUnary),
                rate("grpc one-way to 64 unary", 4.0, oneWay, rawUnary),
                rate(
                        "grpc one-way to stream",
                        0.8,
                        oneWay,
                        new Named("grpc-java stream", w -> stream(channel, value, servers, w))));
    }

    private static Sample oneWay(Stub<Echo> stub, byte[] value, Servers servers, Duration window) throws Exception {
        Echo echo = stub.oneWay();
        return Loops.oneWay(
                () -> echo.sink(value),
                () -> stub.lane().flush().join(),
                () -> stub.sync().sunk(),
                servers::allocated,
                window);
    }

    private static Sample stream(ManagedChannel channel, byte[] value, Servers servers, Duration window)
            throws Exception {
        RawGrpc.Stream stream = new RawGrpc.Stream(channel);
        return Loops.oneWay(() -> stream.send(value), stream::finish, servers::rawSunk, servers::allocated, window);
    }

    /** A blocking echo. */
    private interface Echoing {
        byte[] echo(byte[] value) throws Exception;
    }

    private static Work sync(Servers servers, byte[] value, Echoing echoing) {
        Loops.Call call = () -> {
            int length = echoing.echo(value).length;
            if (length != value.length) throw new IllegalStateException("an echo of " + length + " bytes");
        };
        return window -> Loops.sync(call, servers::allocated, window);
    }

    private static Comparison p50(String name, double target, Work ours, String theirsName, Work theirs) {
        return new Comparison(
                name,
                new Named("RMIX", ours),
                new Named(theirsName, theirs),
                Measure.P50_MICROS,
                Target.of(target),
                BYTES);
    }

    private static Comparison rate(String name, double target, Side ours, Side theirs) {
        return new Comparison(name, ours, theirs, Measure.RATE, Target.of(target), BYTES);
    }
}
