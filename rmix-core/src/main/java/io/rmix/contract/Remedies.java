package io.rmix.contract;

import com.google.protobuf.Message;
import com.google.protobuf.ProtocolMessageEnum;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** What to write in place of a type that a contract may not have. */
final class Remedies {
    private static final String ALLOWED =
            "use boolean, int, long, double, String, byte[], an enum, a record, List, Map,"
                    + " Optional, Instant, Duration, RemoteRef or a protobuf message";

    private Remedies() {}

    static String of(Class<?> type) {
        if (Set.of(byte.class, Byte.class, short.class, Short.class).contains(type)) {
            return "use int";
        } else if (type == float.class || type == Float.class) {
            return "use double";
        } else if (type == char.class || type == Character.class || CharSequence.class.isAssignableFrom(type)) {
            return "use String";
        } else if (type == void.class || type == Void.class) {
            return "only a method's result may be void";
        } else if (Set.of(List.class, Map.class, Optional.class).contains(type)) {
            return "say of what, as in List<String>";
        } else if (type.isArray() || Collection.class.isAssignableFrom(type) || Iterable.class == type) {
            return "use List";
        } else if (Map.class.isAssignableFrom(type)) {
            return "use Map";
        } else if (Set.of(OptionalInt.class, OptionalLong.class, OptionalDouble.class)
                .contains(type)) {
            return "use Optional";
        } else if (Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type)) {
            return "declare the plain result: every method can be called asynchronously through its stub";
        } else if (Date.class.isAssignableFrom(type)) {
            return "use Instant";
        } else if (ProtocolMessageEnum.class.isAssignableFrom(type)) {
            return "use a Java enum, or a message that holds it";
        } else if (Message.class.isAssignableFrom(type)) {
            return "use a generated message class";
        }
        return ALLOWED;
    }
}
