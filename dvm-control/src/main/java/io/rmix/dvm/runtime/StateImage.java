package io.rmix.dvm.runtime;

import io.rmix.dvm.protocol.transfer.Label;
import io.rmix.dvm.service.ServiceTable.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a member between two deliveries as bytes, which a learner takes over. Numbers are little endian; docs/REPLICATION.md has the form.
 *
 * @param position of the last atomic delivery in the order of the DVM
 * @param time that commands saw last, milliseconds since 1970; {@link Long#MIN_VALUE} before the first
 * @param orderHash over all atomic deliveries
 * @param services canonical snapshots by name, in the order of names
 */
record StateImage(long position, long time, long orderHash, Map<String, byte[]> services) {
    private static final int VERSION = 1;
    private static final int HEADER = 4 + 3 * Long.BYTES + 4;

    /**
     * A state before it is written, for which another thread has the time.
     *
     * @param label what is in it
     */
    record Moment(Label label, long position, long time, long orderHash, List<State> states) {
        /** Writes it all, which may take long. */
        byte[] write() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(little(HEADER)
                    .putInt(VERSION)
                    .putLong(position)
                    .putLong(time)
                    .putLong(orderHash)
                    .putInt(states.size())
                    .array());
            for (State each : states) {
                ByteArrayOutputStream service = new ByteArrayOutputStream();
                each.snapshot().writeTo(service);
                byte[] name = each.name().getBytes(StandardCharsets.US_ASCII);
                out.write(name.length);
                out.write(name);
                out.write(little(Long.BYTES).putLong(service.size()).array());
                service.writeTo(out);
            }
            return out.toByteArray();
        }

        private static ByteBuffer little(int bytes) {
            return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** @throws IOException if the bytes are none that {@link Moment#write} wrote */
    static StateImage read(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int version = in.getInt();
            if (version != VERSION) {
                throw new IOException("a state of version " + version + ": this member reads version " + VERSION);
            }
            long position = in.getLong();
            long time = in.getLong();
            long orderHash = in.getLong();
            Map<String, byte[]> services = new LinkedHashMap<>();
            for (int left = in.getInt(); left > 0; left--) {
                byte[] name = new byte[Byte.toUnsignedInt(in.get())];
                in.get(name);
                long length = in.getLong();
                if (length < 0 || length > in.remaining()) {
                    throw new IOException("a service's state has " + length + " bytes of " + in.remaining());
                }
                byte[] state = new byte[(int) length];
                in.get(state);
                services.put(new String(name, StandardCharsets.US_ASCII), state);
            }
            if (in.hasRemaining()) {
                throw new IOException(in.remaining() + " bytes too many");
            }
            return new StateImage(position, time, orderHash, services);
        } catch (BufferUnderflowException e) {
            throw new IOException("a state of " + bytes.length + " bytes ends too early", e);
        }
    }
}
