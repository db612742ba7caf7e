package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.DynamicMessage;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.rmix.Endpoint;
import io.rmix.contract.Operation;
import io.rmix.testkit.Await;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import io.rmix.testkit.KitService.KitException;
import io.rmix.testkit.KitValues;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every type of a contract, there and back, between RMIX and plain grpc-java that has the .proto file. */
class ForeignValuesTest extends Fixture {
    private static DynamicMessage call(ManagedChannel channel, Operation operation, DynamicMessage request) {
        return ClientCalls.blockingUnaryCall(
                channel,
                PlainKit.method(operation),
                CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
                request);
    }

    @Test
    void aPlainClientCalls() throws Exception {
        Map<String, List<Object>> seen = new ConcurrentHashMap<>();
        KitServant servant = new KitServant();
        Endpoint endpoint = rmix().export(KitService.class, KitValues.recording(servant, seen), ANYWHERE + "kit")
                .endpoint();
        ManagedChannel channel = foreignChannel(endpoint);
        for (Operation operation : PlainKit.echoes())
            for (DynamicMessage request : PlainKit.requests(operation))
                assertEquals(PlainKit.echo(operation, request), call(channel, operation, request));
        KitValues.assertAllSeen(seen);

        Operation right = PlainKit.CONTRACT.find("right");
        call(channel, right, PlainKit.message(PlainKit.SCHEMA.request(right), "number", 5L));
        Await.until("the one-way call has run", () -> servant.numbers().equals(List.of(5L)));
        Operation refuse = PlainKit.CONTRACT.find("refuse");
        StatusRuntimeException refused = assertThrows(
                StatusRuntimeException.class,
                () -> call(
                        channel,
                        refuse,
                        PlainKit.message(PlainKit.SCHEMA.request(refuse), "reason", "no", "code", -7)));
        assertEquals(Status.Code.FAILED_PRECONDITION, refused.getStatus().getCode());
        assertEquals(
                PlainKit.message(PlainKit.kitException(), "message", "no", "code", -7),
                DynamicMessage.parseFrom(
                        PlainKit.kitException(),
                        StatusProto.fromThrowable(refused).getDetails(0).getValue()));
    }

    @Test
    void aPlainServerIsCalled() throws Throwable {
        PlainKit.Echo server = closing(new PlainKit.Echo());
        KitService kit = rmix().connect(KitService.class, server.endpoint()).sync();
        KitValues.assertEchoed(kit);
        KitException refused = assertThrows(KitException.class, () -> kit.refuse("no", -7));
        assertEquals("no", refused.getMessage());
        assertEquals(-7, refused.code());
    }
}
