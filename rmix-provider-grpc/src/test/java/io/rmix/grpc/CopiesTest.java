package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.testkit.SocketFiles;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a large payload is copied in the heap, as docs/providers/grpc.md says: each copy is an array of its size. */
class CopiesTest extends Fixture {
    private static final int SIZE = 1 << 20;
    private static final int CALLS = 50;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Takes and gives bytes. */
    public interface Echo {
        byte[] echo(byte[] bytes);

        void put(byte[] bytes);
    }

    private static final class Mirror implements Echo {
        @Override
        public byte[] echo(byte[] bytes) {
            return bytes;
        }

        @Override
        public void put(byte[] bytes) {
            // What counts is how it got here.
        }
    }

    private interface Calls {
        void make() throws Exception;
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "grpc+unix"})
    void aMebibyteIsCopiedAsOftenAsThePageSays(String scheme) throws Exception {
        String address = scheme.equals("grpc") ? ANYWHERE : scheme + "://" + SocketFiles.free() + "/";
        Rmix server = rmix();
        Stub<Echo> stub = rmix().connect(
                        Echo.class,
                        server.export(Echo.class, new Mirror(), address + "echo")
                                .endpoint());
        byte[] bytes = new byte[SIZE];
        Calls echoes = () -> {
            for (int i = 0; i < CALLS; i++) stub.sync().echo(bytes);
        };
        Calls puts = () -> {
            for (int i = 0; i < CALLS; i++) stub.oneWay().put(bytes);
            stub.lane().flush().get();
        };
        echoes.make();
        puts.make();
        assertEquals(4, arrays(echoes), 0.4, "two where the request arrives, two where the answer does");
        assertEquals(3, arrays(puts), 0.4, "one at the call, two where it arrives");
    }

    /** How many times the payload's size a call allocates, over all threads. */
    private static double arrays(Calls calls) throws Exception {
        long before = allocated();
        calls.make();
        return (allocated() - before) / (double) CALLS / SIZE;
    }

    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) sum += Math.max(0, bytes);
        return sum;
    }
}
