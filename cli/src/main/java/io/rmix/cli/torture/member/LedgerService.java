package io.rmix.cli.torture.member;

import io.rmix.cli.torture.trace.TraceRecord;
import io.rmix.cli.torture.trace.TraceRecord.Applied;
import io.rmix.cli.torture.trace.TraceRecord.Restored;
import io.rmix.cli.torture.trace.TraceRecord.Verdict;
import io.rmix.dvm.service.CommandContext;
import io.rmix.dvm.service.ReplicatedService.Snapshot;
import io.rmix.dvm.service.ReplicatedState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A replica of the ledger. Its state does not grow with what is written: the last number of each client, and a hash over everything in its order. Writes
 * every command down before it is answered.
 *
 * <p><b>Threads.</b> The apply thread.
 */
final class LedgerService implements Ledger, ReplicatedState {
    private static final int MOST_CLIENTS = 4096;

    private final Consumer<TraceRecord> trace;
    private final Map<Long, Receipt> last = new TreeMap<>();
    private long position;
    private long chain;
    private volatile boolean rests;

    LedgerService(Consumer<TraceRecord> trace) {
        this.trace = trace;
    }

    @Override
    public Receipt write(long client, long number, long attempt, byte[] content) {
        CommandContext context = CommandContext.current();
        Receipt before = last.getOrDefault(client, new Receipt(0, 0));
        Verdict verdict = judge(client, number, content, before.number());
        position = context.position();
        if (verdict == Verdict.WRITTEN) {
            last.put(client, new Receipt(number, position));
            add(position, client, number, content);
        }
        trace.accept(new Applied(context.view(), position, client, number, attempt, verdict, chain));
        return switch (verdict) {
            case WRITTEN -> new Receipt(number, position);
            case AGAIN -> new Receipt(number, before.number() == number ? before.position() : 0);
            default ->
                throw new IllegalStateException("client " + client + ", number " + number + ": " + verdict
                        + " after number " + before.number());
        };
    }

    private Verdict judge(long client, long number, byte[] content, long before) {
        if (!Content.isIntact(content, client, number)) return Verdict.DAMAGED;
        if (number <= before) return Verdict.AGAIN;
        boolean hasRoom = last.containsKey(client) || last.size() < MOST_CLIENTS;
        return number == before + 1 && hasRoom ? Verdict.WRITTEN : Verdict.GAP;
    }

    @Override
    public long written(long client) {
        asked(client);
        return last.getOrDefault(client, new Receipt(0, 0)).number();
    }

    @Override
    public void rest() {
        asked(0);
        rests = true;
    }

    /** Whether broadcasts are to end. Any thread. */
    boolean rests() {
        return rests;
    }

    private void asked(long client) {
        CommandContext context = CommandContext.current();
        position = context.position();
        trace.accept(new Applied(context.view(), position, client, 0, 0, Verdict.ASKED, chain));
    }

    private void add(long at, long client, long number, byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        for (long each : new long[] {at, client, number, crc.getValue()}) {
            chain = (chain ^ each) * 0x9e3779b97f4a7c15L;
            chain ^= chain >>> 29;
        }
    }

    @Override
    public Snapshot snapshot() {
        Map<Long, Receipt> clients = new TreeMap<>(last);
        long at = position;
        long hash = chain;
        boolean resting = rests;
        return out -> {
            DataOutputStream data = new DataOutputStream(out);
            data.writeLong(at);
            data.writeLong(hash);
            data.writeBoolean(resting);
            data.writeInt(clients.size());
            for (Map.Entry<Long, Receipt> each : clients.entrySet()) {
                data.writeLong(each.getKey());
                data.writeLong(each.getValue().number());
                data.writeLong(each.getValue().position());
            }
            data.flush();
        };
    }

    @Override
    public void restore(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        position = data.readLong();
        chain = data.readLong();
        rests = data.readBoolean();
        int clients = data.readInt();
        if (clients < 0 || clients > MOST_CLIENTS) throw new IOException(clients + " clients in a ledger");
        last.clear();
        for (int i = 0; i < clients; i++) {
            last.put(data.readLong(), new Receipt(data.readLong(), data.readLong()));
        }
        trace.accept(new Restored(position, chain));
    }
}
