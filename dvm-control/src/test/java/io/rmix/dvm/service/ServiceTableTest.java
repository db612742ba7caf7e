package io.rmix.dvm.service;

import static io.rmix.dvm.Vectors.golden;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.service.ServiceTable.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Commands as bytes: what they look like, who applies them, and a replica that goes on from a snapshot. */
class ServiceTableTest {
    /** A stock of goods. */
    public interface Stock {
        /** Adds to what is there and returns what is there then. */
        long add(String item, long count) throws OutOfStockException;
    }

    /** There is less than was asked for. */
    public static final class OutOfStockException extends Exception {
        private static final long serialVersionUID = 1;
        private final String item;

        public OutOfStockException(String item) {
            super(item);
            this.item = item;
        }

        public String item() {
            return item;
        }
    }

    private static final class StockService implements Stock, ReplicatedState {
        private final TreeMap<String, Long> items = new TreeMap<>();
        private long positions;

        @Override
        public long add(String item, long count) throws OutOfStockException {
            long now = items.getOrDefault(item, 0L) + count;
            if (now < 0) {
                throw new OutOfStockException(item);
            }
            if (count == 0) {
                throw new IllegalArgumentException("nothing to add");
            }
            positions += CommandContext.current().position();
            items.put(item, now);
            return now;
        }

        @Override
        public ReplicatedService.Snapshot snapshot() {
            Map<String, Long> copy = new TreeMap<>(items);
            long sum = positions;
            return out -> {
                DataOutputStream data = new DataOutputStream(out);
                data.writeLong(sum);
                data.writeInt(copy.size());
                for (Map.Entry<String, Long> each : copy.entrySet()) {
                    data.writeUTF(each.getKey());
                    data.writeLong(each.getValue());
                }
                data.flush();
            };
        }

        @Override
        public void restore(InputStream in) throws IOException {
            DataInputStream data = new DataInputStream(in);
            positions = data.readLong();
            items.clear();
            for (int left = data.readInt(); left > 0; left--) {
                items.put(data.readUTF(), data.readLong());
            }
        }
    }

    private final HostedService<Stock> hosted = HostedService.of("stock", Stock.class, new StockService());
    private final ServiceTable table = new ServiceTable(List.of(hosted));

    private static Answer apply(ServiceTable table, long position, byte[] payload) {
        byte[] log = new byte[payload.length + 10];
        System.arraycopy(payload, 0, log, 7, payload.length);
        CommandContext context = new CommandContext(position, 1, Instant.ofEpochMilli(position));
        return table.apply(context, log, 7, payload.length);
    }

    private byte[] add(String item, long count) {
        CallCodec codec = hosted.contract().orElseThrow().codec();
        return Envelope.command(
                "stock", codec.command(codec.contract().operations().get(0), new Object[] {item, count}));
    }

    private static byte[] state(ServiceTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.snapshot().get(0).snapshot().writeTo(out);
        return out.toByteArray();
    }

    @Test
    void bytes() throws IOException {
        golden("dvm-broadcast", "A broadcast of 01 02 03, in its envelope.", Envelope.broadcast(new byte[] {1, 2, 3}));
        golden(
                "dvm-command",
                "A call of add(\"nail\", 5) of service \"stock\", in its envelope: operation \"add\", request { 1: \"nail\" 2: 5 }.",
                add("nail", 5));
        golden(
                "dvm-answer-result",
                "Its answer: 5.",
                apply(table, 1, add("nail", 5)).answer());
        golden(
                "dvm-answer-exception",
                "The answer to add(\"nail\", -6): the declared exception, { 1: \"nail\" }.",
                apply(table, 2, add("nail", -6)).answer());
    }

    @Test
    void aReplicaGoesOnFromASnapshot() throws IOException {
        for (int position = 1; position <= 20; position++) {
            apply(table, position, add("item " + position % 7, position));
        }
        byte[] snapshot = state(table);
        HostedService<Stock> fresh = HostedService.of("stock", Stock.class, new StockService());
        ServiceTable other = new ServiceTable(List.of(fresh));
        apply(other, 1, add("what is replaced", 1));
        fresh.replica().restore(new ByteArrayInputStream(snapshot));
        assertArrayEquals(snapshot, state(other));
        for (int position = 21; position <= 40; position++) {
            byte[] command = add("item " + position % 7, 30 - position);
            assertArrayEquals(
                    apply(table, position, command).answer(),
                    apply(other, position, command).answer());
        }
        assertArrayEquals(state(table), state(other));
        byte[] cut = java.util.Arrays.copyOf(snapshot, snapshot.length - 1);
        assertThrows(IOException.class, () -> fresh.replica().restore(new ByteArrayInputStream(cut)));
    }

    @Test
    void whatIsRefusedSaysWhyAndChangesNothing() throws IOException {
        apply(table, 1, add("nail", 5));
        byte[] before = state(table);
        assertRefused("nothing to add", add("nail", 0));
        assertRefused("no service is named 'stick'; this DVM has [stock]", Envelope.command("stick", new byte[] {1}));
        assertRefused("no operation 'sub'", Envelope.command("stock", "\3sub".getBytes(StandardCharsets.US_ASCII)));
        assertRefused("does not begin with the name of an operation", Envelope.command("stock", new byte[0]));
        assertRefused("does not begin with the name of an operation", Envelope.command("stock", new byte[] {9, 'a'}));
        assertRefused("is no command", new byte[] {2, 1, 'x'});
        assertRefused("is no command", new byte[] {1, 0});
        assertRefused("is no command", new byte[] {1, 5, 's'});
        byte[] damaged = add("nail", 5);
        damaged[damaged.length - 1] |= (byte) 0x80;
        assertRefused("", damaged);
        assertArrayEquals(before, state(table));
    }

    private void assertRefused(String why, byte[] payload) {
        Answer answer = apply(table, 2, payload);
        assertEquals(0, answer.answer().length);
        assertTrue(!answer.refusal().isEmpty() && answer.refusal().contains(why), answer.refusal());
        assertThrows(IllegalStateException.class, CommandContext::current, "no context is left behind");
    }

    @Test
    void servicesAreInTheOrderOfTheirNames() {
        HostedService<Void> a = HostedService.of("a", hosted.replica());
        HostedService<Void> upper = HostedService.of("Z", hosted.replica());
        assertEquals(List.of("Z", "a", "stock"), new ServiceTable(List.of(hosted, a, upper)).names());
        assertThrows(IllegalArgumentException.class, () -> new ServiceTable(List.of(a, a)));
    }
}
