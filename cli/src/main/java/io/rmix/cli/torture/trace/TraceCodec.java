package io.rmix.cli.torture.trace;

import io.rmix.cli.torture.trace.TraceRecord.Applied;
import io.rmix.cli.torture.trace.TraceRecord.Became;
import io.rmix.cli.torture.trace.TraceRecord.Finished;
import io.rmix.cli.torture.trace.TraceRecord.Heap;
import io.rmix.cli.torture.trace.TraceRecord.Heard;
import io.rmix.cli.torture.trace.TraceRecord.Installed;
import io.rmix.cli.torture.trace.TraceRecord.Outcome;
import io.rmix.cli.torture.trace.TraceRecord.Restored;
import io.rmix.cli.torture.trace.TraceRecord.Seat;
import io.rmix.cli.torture.trace.TraceRecord.Verdict;
import io.rmix.dvm.Order;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records as bytes: one byte that says which, then the components, numbers of eight bytes. */
final class TraceCodec {
    private static final int APPLIED = 1;
    private static final int HEARD = 2;
    private static final int RESTORED = 3;
    private static final int INSTALLED = 4;
    private static final int FINISHED = 5;
    private static final int BECAME = 6;
    private static final int HEAP = 7;
    private static final int MOST_TEXT = 4096;

    private TraceCodec() {}

    static void write(TraceRecord record, ByteBuffer to) {
        if (record instanceof Applied it) {
            to.put((byte) APPLIED).put((byte) it.verdict().ordinal());
            longs(to, it.view(), it.position(), it.client(), it.number(), it.attempt(), it.chain());
        } else if (record instanceof Heard it) {
            to.put((byte) HEARD).put((byte) it.order().ordinal()).put((byte) (it.intact() ? 1 : 0));
            longs(to, it.view(), it.position(), it.origin(), it.number());
        } else if (record instanceof Restored it) {
            longs(to.put((byte) RESTORED), it.position(), it.chain());
        } else if (record instanceof Installed it) {
            longs(to.put((byte) INSTALLED), it.number());
            text(to, it.lineage());
            text(to, it.ballot());
            to.putShort((short) it.members().size());
            it.members().forEach(each -> {
                text(to, each.name());
                longs(to, each.incarnation());
                to.put((byte) (each.voter() ? 1 : 0));
            });
        } else if (record instanceof Finished it) {
            to.put((byte) FINISHED).put((byte) it.order().ordinal()).put((byte)
                    it.outcome().ordinal());
            longs(to, it.number(), it.view(), it.position());
        } else if (record instanceof Became it) {
            text(to.put((byte) BECAME), it.state());
            text(to, it.reason());
        } else if (record instanceof Heap it) {
            longs(to.put((byte) HEAP), it.used());
        }
    }

    /** @throws IllegalArgumentException if it is no record */
    static TraceRecord read(ByteBuffer from) {
        int type = from.get();
        return switch (type) {
            case APPLIED -> {
                Verdict verdict = Verdict.values()[from.get()];
                yield new Applied(
                        from.getLong(),
                        from.getLong(),
                        from.getLong(),
                        from.getLong(),
                        from.getLong(),
                        verdict,
                        from.getLong());
            }
            case HEARD -> {
                Order order = Order.values()[from.get()];
                boolean intact = from.get() != 0;
                yield new Heard(order, from.getLong(), from.getLong(), from.getLong(), from.getLong(), intact);
            }
            case RESTORED -> new Restored(from.getLong(), from.getLong());
            case INSTALLED -> new Installed(from.getLong(), text(from), text(from), seats(from));
            case FINISHED -> {
                Order order = Order.values()[from.get()];
                Outcome outcome = Outcome.values()[from.get()];
                yield new Finished(order, from.getLong(), outcome, from.getLong(), from.getLong());
            }
            case BECAME -> new Became(text(from), text(from));
            case HEAP -> new Heap(from.getLong());
            default -> throw new IllegalArgumentException("no record begins with " + type);
        };
    }

    private static List<Seat> seats(ByteBuffer from) {
        List<Seat> seats = new ArrayList<>();
        for (int left = from.getShort(); left > 0; left--) {
            seats.add(new Seat(text(from), from.getLong(), from.get() != 0));
        }
        return seats;
    }

    private static void longs(ByteBuffer to, long... values) {
        for (long each : values) to.putLong(each);
    }

    private static void text(ByteBuffer to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MOST_TEXT);
        to.putShort((short) length).put(bytes, 0, length);
    }

    private static String text(ByteBuffer from) {
        byte[] bytes = new byte[from.getShort()];
        from.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
