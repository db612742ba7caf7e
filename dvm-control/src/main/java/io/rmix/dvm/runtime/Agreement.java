package io.rmix.dvm.runtime;

import com.google.protobuf.ByteString;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.proto.v1.Agreed;
import io.rmix.dvm.proto.v1.Hello;
import io.rmix.dvm.service.HostedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must be equal at all members, and what is not, with both sides' values. */
final class Agreement {
    private static final int MOST_SERVICES = 1024;

    private final SharedConfiguration shared;
    private final Agreed agreed;

    private Agreement(SharedConfiguration shared, Agreed agreed) {
        this.shared = shared;
        this.agreed = agreed;
    }

    static Agreement of(NodeConfiguration configuration) {
        SharedConfiguration shared = configuration.shared();
        Agreed.Builder agreed = Agreed.newBuilder()
                .setWindowBytes(shared.windowBytes())
                .setMessageBytes(shared.maxMessageBytes())
                .setFrameBytes(shared.maxFrameBytes())
                .setHeartbeat(shared.heartbeat().toMillis())
                .setSuspicion(shared.suspicionTimeout().toMillis())
                .setFormation(shared.formationTimeout().toMillis())
                .setQuorum(Messages.text(shared.quorum().name().toLowerCase(Locale.ROOT)))
                .setWriteFloor(shared.writeFloor())
                .setCheckpointEvery(configuration.limits().checkpointEvery());
        configuration.services().stream()
                .map(HostedService::name)
                .sorted()
                .forEach(each -> agreed.addServices(Messages.text(each)));
        return new Agreement(shared, agreed.build());
    }

    /** As it goes into a hello. */
    Agreed written() {
        return agreed;
    }

    /** What differs there; empty if nothing does. */
    List<String> differences(Hello there) {
        List<String> differences = new ArrayList<>();
        compare(differences, "DVM", shared.dvm(), Checked.name(there.getDvm()));
        compare(
                differences,
                "protocol version",
                SharedConfiguration.PROTOCOL_VERSION,
                Integer.toUnsignedLong(there.getProtocolVersion()));
        if (there.hasAgreed()) {
            compare(differences, there.getAgreed());
        }
        // The name is in it too: said only where nothing else is known to differ.
        if (differences.isEmpty()) {
            compare(
                    differences,
                    "configuration fingerprint",
                    Long.toHexString(shared.fingerprint()),
                    Long.toHexString(there.getFingerprint()));
        }
        return differences;
    }

    private void compare(List<String> into, Agreed there) {
        compare(into, "limits.window", bytes(agreed.getWindowBytes()), bytes(there.getWindowBytes()));
        compare(into, "limits.message", bytes(agreed.getMessageBytes()), bytes(there.getMessageBytes()));
        compare(into, "limits.frame", bytes(agreed.getFrameBytes()), bytes(there.getFrameBytes()));
        compare(into, "timeouts.heartbeat", millis(agreed.getHeartbeat()), millis(there.getHeartbeat()));
        compare(into, "timeouts.suspicion", millis(agreed.getSuspicion()), millis(there.getSuspicion()));
        compare(into, "timeouts.formation", millis(agreed.getFormation()), millis(there.getFormation()));
        compare(into, "quorum", Checked.name(agreed.getQuorum()), Checked.name(there.getQuorum()));
        compare(into, "write-floor", agreed.getWriteFloor(), Integer.toUnsignedLong(there.getWriteFloor()));
        compare(
                into,
                "limits.checkpoint-every",
                agreed.getCheckpointEvery(),
                Integer.toUnsignedLong(there.getCheckpointEvery()));
        compare(into, "services", services(agreed), services(there));
    }

    private static String bytes(long number) {
        return Long.toUnsignedString(number) + "B";
    }

    private static String millis(long number) {
        return Long.toUnsignedString(number) + "ms";
    }

    private static List<String> services(Agreed from) {
        List<ByteString> names = Checked.atMost(MOST_SERVICES, from.getServicesList(), "services");
        return names.stream().map(Checked::name).toList();
    }

    private static void compare(List<String> into, String field, Object here, Object there) {
        if (!here.toString().equals(there.toString())) {
            into.add(field + ": here " + here + ", there " + there);
        }
    }
}
