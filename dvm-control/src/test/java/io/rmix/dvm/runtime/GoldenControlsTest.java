package io.rmix.dvm.runtime;

import static io.rmix.dvm.Vectors.golden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Vectors;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.Fetched;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.transfer.TransferControl;
import io.rmix.dvm.protocol.view.JoinControl;
import io.rmix.dvm.protocol.view.ViewControl;
import io.rmix.dvm.runtime.ControlSamples.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bytes of the messages on views, joining and state, and that all control messages come back as they went. */
class GoldenControlsTest {
    @Test
    void aboutViews() throws IOException {
        for (Sample each : ControlSamples.views()) {
            same(each);
        }
    }

    @Test
    void aboutJoining() throws IOException {
        for (Sample each : ControlSamples.joins()) {
            same(each);
        }
    }

    @Test
    void aboutState() throws IOException {
        for (Sample each : ControlSamples.transfers()) {
            same(each);
        }
    }

    @Test
    void linkMessagesComeBackAsTheyWent() {
        for (Control each : ControlSamples.links()) {
            assertEquals(each, Messages.read(write(ControlSamples.INSIDE, each)));
        }
    }

    @Test
    void noKindIsLeftOut() {
        Set<Control.Type> types = Stream.concat(
                        ControlSamples.all().stream().map(each -> each.message().type()),
                        ControlSamples.links().stream().map(Control::type))
                .collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(Control.Type.class), types);
        assertEquals(
                EnumSet.allOf(ViewControl.Kind.class),
                ControlSamples.views().stream()
                        .map(each -> ((ViewControl) each.message()).kind())
                        .collect(Collectors.toSet()));
        assertEquals(
                EnumSet.allOf(JoinControl.Kind.class),
                ControlSamples.joins().stream()
                        .map(each -> ((JoinControl) each.message()).kind())
                        .collect(Collectors.toSet()));
        assertEquals(
                EnumSet.allOf(TransferControl.Kind.class),
                ControlSamples.transfers().stream()
                        .map(each -> ((TransferControl) each.message()).kind())
                        .collect(Collectors.toSet()));
    }

    @Test
    void fetchedEntriesAreNotCopied() {
        byte[] log = {1, 2, 3, 4, 5};
        ControlMessage written = write(ControlSamples.INSIDE, new ViewControl.Fetched(ByteBuffer.wrap(log, 1, 3)));
        ByteString entries = written.getFetched().getEntries();
        log[2] = 9;
        assertEquals(List.of((byte) 2, (byte) 9, (byte) 4), bytes(entries.asReadOnlyByteBuffer()));
        ByteBuffer read = ((ViewControl.Fetched) Messages.read(written)).entries();
        log[3] = 8;
        assertEquals(List.of((byte) 2, (byte) 9, (byte) 8), bytes(read));
        assertTrue(read.isReadOnly());
        ControlMessage empty = ControlMessage.newBuilder()
                .setFetched(Fetched.getDefaultInstance())
                .build();
        assertEquals(0, ((ViewControl.Fetched) Messages.read(empty)).entries().remaining());
    }

    private static void same(Sample sample) throws IOException {
        ControlMessage written = write(sample.identity(), sample.message());
        String name = "dvm-control-" + sample.name();
        golden(name, sample.what() + "\n" + TextFormat.printer().printToString(written), written.toByteArray());
        ControlMessage kept = ControlMessage.parseFrom(Vectors.read(name));
        assertEquals(sample.message(), Messages.read(kept), name);
        assertEquals(sample.identity(), Messages.read(kept.getIdentity()), name);
    }

    private static ControlMessage write(Identity identity, Control message) {
        return Messages.write(Messages.write(identity), message);
    }

    private static List<Byte> bytes(ByteBuffer buffer) {
        return Stream.generate(buffer::get).limit(buffer.remaining()).toList();
    }
}
