package io.rmix.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.Empty;
import io.rmix.Name;
import io.rmix.Rmix;
import io.rmix.ServerContext;
import io.rmix.Stub;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a servant may keep of one-way calls, and what changes once it has said that it keeps nothing. */
class ReleasedArgumentsTest extends Fixture {
    private static final int SIZE = 32 << 10;

    /** Takes bytes that lie in the memory of the message. */
    @Name("kit.Sink")
    public interface Sink {
        Empty take(BytesValue value);
    }

    private static final class Keeper implements Sink {
        private final boolean releases;
        private final List<ByteString> kept = new ArrayList<>();
        private final List<Boolean> right = new ArrayList<>();

        Keeper(boolean releases) {
            this.releases = releases;
        }

        @Override
        public synchronized Empty take(BytesValue value) {
            kept.add(value.getValue());
            right.add(value.getValue().equals(content(kept.size())));
            ServerContext context = ServerContext.current().orElseThrow();
            if (releases) {
                context.releaseArguments();
                context.releaseArguments();
            }
            return Empty.getDefaultInstance();
        }
    }

    private static ByteString content(int number) {
        return ByteString.copyFrom(("" + (char) ('a' + number)).repeat(SIZE), UTF_8);
    }

    private Keeper after(int calls, boolean releases) throws Exception {
        Keeper keeper = new Keeper(releases);
        Rmix server = rmix();
        Stub<Sink> stub = rmix().connect(
                        Sink.class,
                        server.export(Sink.class, keeper, ANYWHERE + "sink").endpoint());
        for (int i = 1; i <= calls; i++) {
            stub.oneWay().take(BytesValue.of(content(i)));
            stub.lane().flush().get();
        }
        assertEquals(calls, keeper.kept.size());
        assertTrue(keeper.right.stream().allMatch(each -> each), "each came as it was sent");
        return keeper;
    }

    @Test
    void whatIsNotReleasedStays() throws Exception {
        Keeper keeper = after(20, false);
        for (int i = 1; i <= 20; i++) assertEquals(content(i), keeper.kept.get(i - 1), "call " + i);
    }

    /** Or the memory would not have been used again, which is what it is for. */
    @Test
    void whatIsReleasedTakesWhatComesNext() throws Exception {
        Keeper keeper = after(2, true);
        assertEquals(content(2), keeper.kept.get(0));
    }
}
