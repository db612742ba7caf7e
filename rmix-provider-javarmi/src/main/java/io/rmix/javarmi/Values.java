package io.rmix.javarmi;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parameters and results of native remote methods: primitives as such, everything else as objects. */
final class Values {
    private Values() {}

    static void write(Class<?> type, @Nullable Object value, ObjectOutput out) throws IOException {
        if (type == int.class) out.writeInt((Integer) Objects.requireNonNull(value));
        else if (type == long.class) out.writeLong((Long) Objects.requireNonNull(value));
        else if (type == boolean.class) out.writeBoolean((Boolean) Objects.requireNonNull(value));
        else if (type == double.class) out.writeDouble((Double) Objects.requireNonNull(value));
        else out.writeObject(value);
    }

    static @Nullable Object read(Class<?> type, ObjectInput in) throws IOException, ClassNotFoundException {
        if (type == int.class) return in.readInt();
        if (type == long.class) return in.readLong();
        if (type == boolean.class) return in.readBoolean();
        if (type == double.class) return in.readDouble();
        return in.readObject();
    }
}
