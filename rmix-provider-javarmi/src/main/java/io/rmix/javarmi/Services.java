package io.rmix.javarmi;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.spi.Acceptor;
import io.rmix.spi.BytesServices;
import io.rmix.spi.CallAnswer;
import io.rmix.spi.CallBytes;
import io.rmix.spi.ExportedService;
import io.rmix.spi.InboundCall;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCodec;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What can be called at one endpoint: its services in RMIX's encoding, and the objects of plain Java RMI. */
final class Services {
    private static final Duration LANE_PATIENCE = Duration.ofMillis(500);

    private final Endpoint address;
    private final ServerEnvironment environment;
    private final Acceptor acceptor;
    private final BytesServices services;
    private final Map<String, NativeSkeleton> natives = new ConcurrentHashMap<>();
    private final Map<ObjectId, Skeleton> objects = new ConcurrentHashMap<>();

    Services(Endpoint address, ServerEnvironment environment, Acceptor acceptor) {
        this.address = address;
        this.environment = environment;
        this.acceptor = acceptor;
        this.services = new BytesServices(environment, RmixWire::answer);
        objects.put(ObjectId.REGISTRY, new RegistrySkeleton(natives));
        objects.put(ObjectId.DGC, new DgcSkeleton());
    }

    void add(ExportedService service) {
        services.add(service, address);
        if (!service.contract().remoteInterface()) return;
        NativeSkeleton skeleton = new NativeSkeleton(service, address, environment);
        objects.put(skeleton.id(), skeleton);
        natives.put(service.name(), skeleton);
    }

    void remove(ExportedService service) {
        NativeSkeleton skeleton = natives.get(service.name());
        if (skeleton != null && skeleton.service() == service) {
            natives.remove(service.name());
            objects.remove(skeleton.id());
        }
        services.remove(service);
    }

    /** An object of plain Java RMI, or null. */
    @Nullable Skeleton object(ObjectId id) {
        return objects.get(id);
    }

    /** Longest array that a call in RMIX's encoding may bring. */
    long longest(RmixWire method) {
        Limits limits = environment.limits();
        return switch (method) {
            case INVOKE -> (long) limits.messageBytes() + CallBytes.OVERHEAD;
            // A frame holds one call at least, of any size, or else what the credit allows.
            case LANE -> (long) limits.messageBytes() + 2L * limits.laneBytes() + CallBytes.OVERHEAD;
            case CANCEL -> 256;
        };
    }

    static byte[] tooLarge(long length, long limit) {
        return refused(
                Code.TOO_LARGE,
                Outcome.NOT_INVOKED,
                "the request has " + length + " bytes, the server's limit is " + limit);
    }

    static byte[] closing() {
        return refused(Code.CLOSED, Outcome.NOT_INVOKED, "the server is closing");
    }

    private static byte[] refused(Code code, Outcome outcome, String reason) {
        return CallAnswer.refused(code, outcome, reason, RmixWire::answer);
    }

    /** Executes a call in RMIX's encoding and returns the whole answer. */
    byte[] serve(RmixWire method, byte[] bytes, String peer) throws InterruptedException {
        try {
            return switch (method) {
                case INVOKE -> invoke(bytes, peer);
                case LANE -> lane(bytes, peer);
                case CANCEL -> {
                    environment.dispatcher().cancel(new String(bytes, StandardCharsets.UTF_8));
                    yield CallAnswer.result(new byte[0], RmixWire::answer);
                }
            };
        } catch (IOException e) {
            return refused(Code.INVALID, Outcome.NOT_INVOKED, method + " cannot be decoded: " + e.getMessage());
        }
    }

    private byte[] invoke(byte[] bytes, String peer) throws IOException {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        InboundCall call = services.read(address, bytes, 0, peer, answer::complete);
        if (call != null) environment.dispatcher().run(call);
        if (!answer.isDone()) throw new IllegalStateException("the call was not answered");
        return answer.join();
    }

    private byte[] lane(byte[] bytes, String peer) throws IOException, InterruptedException {
        LaneFrame frame = LaneCodec.read(bytes);
        try {
            LaneAck ack = environment.dispatcher().exchange(acceptor, peer, frame, LANE_PATIENCE);
            return CallAnswer.result(LaneCodec.encode(ack), RmixWire::answer);
        } catch (IllegalStateException e) {
            return refused(Code.INVALID, Outcome.UNKNOWN, "lane refused: " + e.getMessage());
        }
    }
}
