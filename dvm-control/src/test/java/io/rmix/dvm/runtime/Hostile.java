package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.rmix.dvm.proto.v1.Ballot;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.Incarnation;
import io.rmix.dvm.runtime.ControlSamples.Sample;
import java.util.function.Consumer;

/** Makes control messages that no member would write, and expects a refusal that says why. */
final class Hostile {
    private Hostile() {}

    /** A sample is read, and refused once it is changed. */
    static void refused(String sample, Consumer<ControlMessage.Builder> change, String expected) {
        Sample good = ControlSamples.all().stream()
                .filter(each -> each.name().equals(sample))
                .findFirst()
                .orElseThrow();
        ControlMessage.Builder message = Messages.write(Messages.write(good.identity()), good.message()).toBuilder();
        assertEquals(good.message(), Messages.read(message.build()));
        change.accept(message);
        String text = refused(message.build());
        contains(expected, text);
        assertTrue(text.startsWith(sample.replace('-', ' ') + ": "), text);
    }

    static String refused(ControlMessage message) {
        return assertThrows(IllegalArgumentException.class, () -> Messages.read(message))
                .getMessage();
    }

    static void contains(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected '" + expected + "' in '" + text + "'");
    }

    static Ballot ballot(long attempt, String member, long incarnation) {
        return Ballot.newBuilder()
                .setAttempt(attempt)
                .setMember(incarnation(member, incarnation))
                .build();
    }

    static Incarnation incarnation(String name, long number) {
        return Incarnation.newBuilder()
                .setName(ByteString.copyFromUtf8(name))
                .setNumber(number)
                .build();
    }
}
