package io.rmix.grpc;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.rmix.Endpoint;
import io.rmix.Limits;
import io.rmix.Rmix;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What the tests of this provider work with; everything is closed after the test, latest first. */
@Timeout(60)
abstract class Fixture {
    static final String ANYWHERE = "grpc://127.0.0.1:0/";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) open.pop().close();
    }

    <C extends AutoCloseable> C closing(C resource) {
        open.push(resource);
        return resource;
    }

    Rmix rmix() {
        return closing(Rmix.create());
    }

    Rmix rmix(Limits limits) {
        return closing(Rmix.builder().limits(limits).build());
    }

    /** A channel of somebody who does not know RMIX. */
    ManagedChannel foreignChannel(Endpoint endpoint) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(new InetSocketAddress(endpoint.host(), endpoint.port()))
                .usePlaintext()
                .build();
        closing(() -> {
            channel.shutdownNow();
            channel.awaitTermination(10, TimeUnit.SECONDS);
        });
        return channel;
    }

    /** What addresses log from now on. */
    Log log() {
        return closing(new Log());
    }

    static final class Log implements AutoCloseable {
        private final Logger logger = (Logger) LoggerFactory.getLogger(GrpcAcceptor.class);
        private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

        Log() {
            lines.list = java.util.Collections.synchronizedList(lines.list);
            lines.start();
            logger.addAppender(lines);
        }

        /** Warnings that contain all the parts. */
        List<String> warnings(String... parts) {
            return List.copyOf(lines.list).stream()
                    .filter(event -> event.getLevel() == Level.WARN)
                    .map(ILoggingEvent::getFormattedMessage)
                    .filter(line -> List.of(parts).stream().allMatch(line::contains))
                    .toList();
        }

        @Override
        public void close() {
            logger.detachAppender(lines);
        }
    }
}
