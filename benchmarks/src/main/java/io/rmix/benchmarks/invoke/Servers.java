package io.rmix.benchmarks.invoke;

import io.rmix.benchmarks.measure.Allocation;
import io.rmix.benchmarks.measure.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Handle of the {@link EchoServer} process. */
final class Servers implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final String[] addresses;
    private final Allocation own = new Allocation();

    Servers() throws IOException {
        process = Jvm.start(EchoServer.class, List.of());
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        in = process.outputWriter(StandardCharsets.US_ASCII);
        addresses = line().split(" ");
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) throw new IOException("the server process ended; its standard error says why");
        return line;
    }

    int grpcPort() {
        return Integer.parseInt(addresses[0]);
    }

    int rmiPort() {
        return Integer.parseInt(addresses[1]);
    }

    int httpPort() {
        return Integer.parseInt(addresses[2]);
    }

    int xmlRpcPort() {
        return Integer.parseInt(addresses[3]);
    }

    /** RMIX's endpoint of a scheme. */
    String endpoint(String scheme) {
        for (String address : addresses) if (address.startsWith(scheme + "://")) return address;
        throw new IllegalArgumentException(scheme);
    }

    private synchronized long[] stat() throws IOException {
        in.write("stat\n");
        in.flush();
        String[] parts = line().split(" ");
        return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
    }

    /** Bytes allocated here and there. */
    long allocated() throws IOException {
        return own.total() + stat()[0];
    }

    /** Messages that raw streams have brought. */
    long rawSunk() throws IOException {
        return stat()[1];
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
    }
}
