package io.rmix.grpc;

import io.grpc.CallOptions;
import io.grpc.Status;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.ConnectionOption;
import io.rmix.spi.Durations;
import java.time.Duration;
import java.util.List;

/**
 * What links may say of a channel.
 *
 * @param connectTimeout for a call to have a connection, which may be accepted by something that says nothing
 * @param compression of requests, by its name in gRPC
 * @param keepAlive silence of a peer that owes an answer, after which it is pinged
 */
record ChannelOptions(Duration connectTimeout, String compression, Duration keepAlive) {
    private static final String NONE = "none";

    private static final ConnectionOption<String> COMPRESSION = ConnectionOption.choice(
            "compression",
            List.of(NONE, "gzip"),
            NONE,
            "of requests and of a lane's frames; answers come as the server sends them");

    /** Less than 10 s the library does not do. */
    private static final ConnectionOption<Duration> KEEP_ALIVE = ConnectionOption.duration(
            "keep-alive",
            Duration.ofSeconds(10),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            "silence of a peer that owes an answer after which HTTP/2 pings it; 20 s later the connection is given up");

    static final List<ConnectionOption<?>> ALL = List.of(ConnectionOption.CONNECT_TIMEOUT, COMPRESSION, KEEP_ALIVE);

    static ChannelOptions of(ClientEnvironment environment) {
        return new ChannelOptions(
                ConnectionOption.CONNECT_TIMEOUT.in(environment),
                COMPRESSION.in(environment),
                KEEP_ALIVE.in(environment));
    }

    /** What all calls begin with. */
    CallOptions calls() {
        return compression.equals(NONE) ? CallOptions.DEFAULT : CallOptions.DEFAULT.withCompression(compression);
    }

    /** Of a call that has had no connection in time. */
    Status noConnection() {
        return Status.UNAVAILABLE.withDescription("no connection within " + Durations.format(connectTimeout));
    }
}
