package io.rmix.contract;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value with the sizes of all messages in it, in the order in which the second pass, the writing one, asks for them again.
 * What the first pass derived from the value, such as the sorted entries of a map, is kept in the same way.
 */
final class Measured implements Encoding {
    private final ProtoCodec.Limits limits;
    private final Body body;
    private final Object value;
    private int[] sizes = new int[8];
    private int sizeCount;
    private @Nullable List<Object> derived;
    private int nextSize;
    private int nextDerived;
    private int depth;
    private int size;

    private Measured(ProtoCodec.Limits limits, Body body, Object value) {
        this.limits = limits;
        this.body = body;
        this.value = value;
    }

    static Measured of(ProtoCodec.Limits limits, Body body, Object value) {
        Measured measured = new Measured(limits, body, value);
        measured.depth = 1;
        measured.size = measured.checked(body.size(value, measured));
        return measured;
    }

    /** First pass: begins a message within the present one and returns where its size goes. */
    int enter() {
        if (++depth > limits.maxDepth()) {
            throw EncodeException.tooLarge("is nested deeper than " + limits.maxDepth() + " messages");
        }
        return reserve();
    }

    /** First pass: ends the message; returns its bytes with their length before them. */
    long leave(int slot, long bytes) {
        depth--;
        return record(slot, bytes);
    }

    /** First pass: where the size of something goes that is no message, but has a length before it. */
    int reserve() {
        if (sizeCount == sizes.length) {
            sizes = Arrays.copyOf(sizes, sizes.length * 2);
        }
        return sizeCount++;
    }

    /** First pass: fills a reserved place; returns the bytes with their length before them. */
    long record(int slot, long bytes) {
        int checked = checked(bytes);
        sizes[slot] = checked;
        return bytes + CodedOutputStream.computeUInt32SizeNoTag(checked);
    }

    /** First pass: refuses a sum of sizes before it can overflow. */
    int checked(long bytes) {
        if (bytes > limits.maxBytes()) {
            throw EncodeException.tooLarge("takes more than the " + limits.maxBytes() + " bytes allowed to a message");
        }
        return (int) bytes;
    }

    /** First pass: keeps something for the second. */
    <T> T keep(T object) {
        if (derived == null) {
            derived = new ArrayList<>();
        }
        derived.add(object);
        return object;
    }

    /** Second pass: the next size. */
    int next() {
        return sizes[nextSize++];
    }

    /** Second pass: the next thing kept. */
    Object kept() {
        if (derived == null) {
            throw new IllegalStateException("nothing was kept");
        }
        return derived.get(nextDerived++);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
        nextSize = 0;
        nextDerived = 0;
        int before = out.getTotalBytesWritten();
        try {
            body.write(value, out, this);
        } catch (CodedOutputStream.OutOfSpaceException | RuntimeException e) {
            throw changed(e);
        }
        if (out.getTotalBytesWritten() - before != size) {
            throw changed(null);
        }
    }

    @Override
    public byte[] toByteArray() {
        byte[] bytes = new byte[size];
        try {
            writeTo(CodedOutputStream.newInstance(bytes));
        } catch (IOException e) {
            throw changed(e);
        }
        return bytes;
    }

    private static EncodeException changed(@Nullable Exception cause) {
        return new EncodeException("the value has changed, or no room was left, while it was written", cause);
    }
}
