package io.rmix.cli.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.cli.ExitCode;
import io.rmix.cli.TextTable;
import io.rmix.cli.UserError;
import io.rmix.cli.config.Units;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.introspect.Introspection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dvm ping}: how long a call takes at least. */
@Command(
        name = "ping",
        description = {
            "Measure round trips to an address, over its own protocol.",
            "Calls a method that does nothing, once unmeasured. Where the peer is not RMIX, or tells nothing of itself,"
                    + " TCP connections are measured instead, and the output says so."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm ping grpc://127.0.0.1:9000",
            "  dvm ping rmi://127.0.0.1:1099 --count 100 --interval 10ms --json"
        })
public final class PingCommand implements DvmCommand {
    private static final int MOST = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final double NANOS_IN_MILLI = 1e6;

    @Parameters(index = "0", paramLabel = "URI", description = "scheme://host:port; a service in it is ignored")
    private String target = "";

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "10",
            description = "round trips (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "100ms",
            description = "from one to the next, 0ms for at once (default: ${DEFAULT-VALUE})")
    private String interval = "";

    @Option(names = "--json", description = "one JSON object on standard output, times in milliseconds")
    private boolean json;

    /** One round trip. */
    private interface Trip {
        void make() throws Exception;
    }

    @Override
    public Integer call() throws Exception {
        if (count < 1 || count > MOST) throw new UserError("--count: expected 1 to " + MOST + ", not " + count);
        Duration pause = Units.duration(interval)
                .orElseThrow(() -> new UserError("--interval: expected a time such as 100ms, not '" + interval + "'"));
        Endpoint address = Target.endpoint(target).withService("");
        try (Rmix rmix = Rmix.create();
                Stub<Introspection> stub = connect(rmix, address)) {
            Introspection service = stub.withDeadline(PATIENCE).sync();
            try {
                service.ping();
            } catch (InvocationException e) {
                if (!Described.isWithoutIntrospection(e) || address.port() < 1) throw e;
                print(address, "tcp connect", measure(() -> connect(address), pause));
                return ExitCode.OK;
            }
            print(address, "call", measure(service::ping, pause));
            return ExitCode.OK;
        }
    }

    private static Stub<Introspection> connect(Rmix rmix, Endpoint address) {
        try {
            return rmix.connect(Introspection.class, address.withService(Introspection.SERVICE));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private static void connect(Endpoint address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), (int) PATIENCE.toMillis());
        }
    }

    /** In nanoseconds, to three digits. */
    private Histogram measure(Trip trip, Duration pause) throws Exception {
        Histogram times = new Histogram(3);
        for (int i = 0; i < count; i++) {
            if (i > 0) Thread.sleep(pause.toMillis());
            long begun = System.nanoTime();
            trip.make();
            times.recordValue(System.nanoTime() - begun);
        }
        return times;
    }

    private void print(Endpoint address, String what, Histogram times) throws IOException {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("address", address.toString());
        out.put("measured", what);
        out.put("count", times.getTotalCount());
        out.put("min", millis(times.getMinValue()));
        out.put("median", millis(times.getValueAtPercentile(50)));
        out.put("p99", millis(times.getValueAtPercentile(99)));
        out.put("max", millis(times.getMaxValue()));
        if (json) {
            System.out.println(new ObjectMapper().writeValueAsString(out));
            return;
        }
        if (!what.equals("call"))
            System.out.println(address + " has no introspection: TCP connections are measured, not calls");
        List<String> row = out.entrySet().stream()
                .map(entry -> entry.getValue() instanceof Double number
                        ? String.format(Locale.ROOT, "%.3f", number)
                        : entry.getValue().toString())
                .toList();
        List<String> heading = List.of("address", "measured", "count", "min ms", "median ms", "p99 ms", "max ms");
        TextTable.lines(heading, List.of(row)).forEach(System.out::println);
    }

    private static double millis(long nanos) {
        return nanos / NANOS_IN_MILLI;
    }
}
