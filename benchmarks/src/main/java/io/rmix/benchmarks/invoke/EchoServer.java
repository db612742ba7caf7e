package io.rmix.benchmarks.invoke;

import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.benchmarks.measure.Allocation;
import io.rmix.benchmarks.measure.LoopbackPorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The process of the servers. Prints one line with the raw ports (gRPC, RMI, SOAP, XML-RPC) and RMIX's endpoints, then answers each line
 * it reads with the bytes it has allocated and the messages that raw streams have brought; ends with its input.
 */
public final class EchoServer {
    private EchoServer() {}

    public static void main(String[] args) throws Exception {
        AtomicLong sunk = new AtomicLong();
        int grpc = RawGrpc.serve(sunk);
        try (LoopbackPorts ports = LoopbackPorts.take(3);
                Rmix rmix = Rmix.create();
                Export export = rmix.export(
                        Echo.class,
                        new Servant(),
                        "grpc://127.0.0.1:0/echo",
                        "rmi://127.0.0.1:0/echo",
                        "soap://127.0.0.1:0/echo",
                        "xmlrpc://127.0.0.1:0/echo")) {
            int rmi = ports.all().get(0);
            RawRmi.serve(rmi);
            int http = ports.all().get(1);
            RawJaxws.serve(http);
            int xmlRpc = ports.all().get(2);
            RawXmlRpc.serve(xmlRpc);
            System.out.println(grpc + " " + rmi + " " + http + " " + xmlRpc + " "
                    + String.join(
                            " ",
                            export.endpoints().stream().map(Object::toString).toList()));
            answer(sunk);
        }
        System.exit(0);
    }

    private static void answer(AtomicLong sunk) throws IOException {
        Allocation allocation = new Allocation();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (in.readLine() != null) System.out.println(allocation.total() + " " + sunk.get());
    }

    private static final class Servant implements Echo {
        private final AtomicLong count = new AtomicLong();

        @Override
        public byte[] echo(byte[] value) {
            return value;
        }

        @Override
        public void sink(byte[] value) {
            count.incrementAndGet();
        }

        @Override
        public long sunk() {
            return count.get();
        }
    }
}
