package io.rmix.javarmi;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ExportedService;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCodec;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What can be called at one endpoint: its services in RMIX's encoding, and the objects of plain Java RMI. */
final class Services {
    private static final Duration LANE_PATIENCE = Duration.ofMillis(500);

    private record Service(ExportedService exported, Endpoint endpoint, ProtoCodec codec) {}

    private final Endpoint address;
    private final ServerEnvironment environment;
    private final Acceptor acceptor;
    private final Map<String, Service> byName = new ConcurrentHashMap<>();
    private final Map<String, NativeSkeleton> natives = new ConcurrentHashMap<>();
    private final Map<ObjectId, Skeleton> objects = new ConcurrentHashMap<>();

    Services(Endpoint address, ServerEnvironment environment, Acceptor acceptor) {
        this.address = address;
        this.environment = environment;
        this.acceptor = acceptor;
        objects.put(ObjectId.REGISTRY, new RegistrySkeleton(natives));
        objects.put(ObjectId.DGC, new DgcSkeleton());
    }

    void add(ExportedService service) {
        Limits limits = environment.limits();
        ProtoCodec codec =
                ProtoCodec.of(service.contract(), new ProtoCodec.Limits(limits.messageBytes(), limits.depth()));
        Endpoint endpoint = address.withService(service.name());
        Service other = byName.putIfAbsent(service.name(), new Service(service, endpoint, codec));
        if (other != null) throw new IllegalArgumentException(endpoint + " is taken by " + other.exported());
        if (!service.contract().remoteInterface()) return;
        NativeSkeleton skeleton = new NativeSkeleton(service, address, environment, codec);
        objects.put(skeleton.id(), skeleton);
        natives.put(service.name(), skeleton);
    }

    void remove(ExportedService service) {
        Service here = byName.get(service.name());
        if (here == null || here.exported() != service) return;
        NativeSkeleton skeleton = natives.remove(service.name());
        if (skeleton != null) objects.remove(skeleton.id());
        byName.remove(service.name());
    }

    /** An object of plain Java RMI, or null. */
    @Nullable Skeleton object(ObjectId id) {
        return objects.get(id);
    }

    /** Longest array that a call in RMIX's encoding may bring. */
    long longest(RmixWire method) {
        Limits limits = environment.limits();
        return switch (method) {
            case INVOKE -> (long) limits.messageBytes() + Envelope.OVERHEAD;
            // A frame holds one call at least, of any size, or else what the credit allows.
            case LANE -> (long) limits.messageBytes() + 2L * limits.laneBytes() + Envelope.OVERHEAD;
            case CANCEL -> 256;
        };
    }

    static byte[] tooLarge(long length, long limit) {
        return Answer.refused(
                Code.TOO_LARGE,
                Outcome.NOT_INVOKED,
                "the request has " + length + " bytes, the server's limit is " + limit);
    }

    static byte[] closing() {
        return Answer.refused(Code.CLOSED, Outcome.NOT_INVOKED, "the server is closing");
    }

    /** Executes a call in RMIX's encoding and returns the whole answer. */
    byte[] serve(RmixWire method, byte[] bytes, String peer) throws InterruptedException {
        try {
            return switch (method) {
                case INVOKE -> invoke(Envelope.read(bytes), peer);
                case LANE -> lane(bytes, peer);
                case CANCEL -> {
                    environment.dispatcher().cancel(new String(bytes, StandardCharsets.UTF_8));
                    yield Answer.result(new byte[0]);
                }
            };
        } catch (IOException e) {
            return Answer.refused(Code.INVALID, Outcome.NOT_INVOKED, method + " cannot be decoded: " + e.getMessage());
        }
    }

    private byte[] invoke(Envelope call, String peer) {
        Service service = byName.get(call.service());
        if (service == null)
            return Answer.refused(
                    Code.NO_SUCH_SERVICE,
                    Outcome.NOT_INVOKED,
                    "no service '" + call.service() + "' at " + address.address());
        Operation operation = service.exported().contract().find(call.method());
        if (operation == null)
            return Answer.refused(
                    Code.NO_SUCH_METHOD,
                    Outcome.NOT_INVOKED,
                    service.exported() + " has no operation '" + call.method() + "'");
        int limit = environment.limits().messageBytes();
        if (call.size() > limit) return tooLarge(call.size(), limit);
        RmixInboundCall inbound =
                new RmixInboundCall(service.exported(), operation, service.endpoint(), peer, call, service.codec());
        environment.dispatcher().run(inbound);
        return inbound.answer();
    }

    private byte[] lane(byte[] bytes, String peer) throws IOException, InterruptedException {
        LaneFrame frame = LaneCodec.read(bytes);
        try {
            LaneAck ack = environment.dispatcher().exchange(acceptor, peer, frame, LANE_PATIENCE);
            return Answer.result(LaneCodec.encode(ack));
        } catch (IllegalStateException e) {
            return Answer.refused(Code.INVALID, Outcome.UNKNOWN, "lane refused: " + e.getMessage());
        }
    }
}
