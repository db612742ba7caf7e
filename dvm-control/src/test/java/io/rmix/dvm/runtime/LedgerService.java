package io.rmix.dvm.runtime;

import io.rmix.dvm.service.CommandContext;
import io.rmix.dvm.service.ReplicatedService.Snapshot;
import io.rmix.dvm.service.ReplicatedState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The replica of a {@link Ledger}. */
final class LedgerService implements Ledger, ReplicatedState {
    private final TreeMap<String, Long> accounts = new TreeMap<>();
    private Instant last = Instant.EPOCH;

    @Override
    public long add(String account, long amount) throws OverdrawnException {
        long now = accounts.getOrDefault(account, 0L) + amount;
        if (now < 0) {
            throw new OverdrawnException(account, -now);
        }
        Instant time = CommandContext.current().time();
        if (time.isBefore(last)) {
            throw new IllegalStateException("time went back from " + last + " to " + time);
        }
        last = time;
        accounts.put(account, now);
        return now;
    }

    @Override
    public List<Balance> balances() {
        return accounts.entrySet().stream()
                .map(each -> new Balance(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public Instant lastChange() {
        return last;
    }

    @Override
    public void fail(String message) {
        throw new IllegalArgumentException(message);
    }

    @Override
    public Snapshot snapshot() {
        Map<String, Long> copy = new TreeMap<>(accounts);
        Instant time = last;
        return out -> {
            DataOutputStream data = new DataOutputStream(out);
            data.writeLong(time.toEpochMilli());
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
        last = Instant.ofEpochMilli(data.readLong());
        accounts.clear();
        for (int left = data.readInt(); left > 0; left--) {
            accounts.put(data.readUTF(), data.readLong());
        }
    }
}
