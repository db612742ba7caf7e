package io.rmix.http.peer;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.http.HttpAnswer;
import io.rmix.http.HttpCall;
import io.rmix.http.HttpExchangeException;
import io.rmix.http.HttpPool;
import io.rmix.spi.BatchLaneWire;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCodec;
import io.rmix.spi.LaneFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Exchanges a lane's frames with an RMIX server, at a path of its own beside the services; with any other server, which has no
 * such path, its calls are made one by one.
 */
final class LaneExchange implements BatchLaneWire.Exchange {
    private static final int MAX_ANSWER = 64 << 10;

    private final Endpoint address;
    private final HttpPool pool;
    private final String head;
    private final BooleanSupplier closed;
    private final BatchLaneWire.Exchange foreign;
    private boolean toForeign;

    /**
     * For one lane.
     *
     * @param head of the request, up to the length of its body
     * @param foreign for a server that knows nothing of lanes
     */
    LaneExchange(Endpoint address, HttpPool pool, String head, BooleanSupplier closed, BatchLaneWire.Exchange foreign) {
        this.address = address;
        this.pool = pool;
        this.head = head;
        this.closed = closed;
        this.foreign = foreign;
    }

    @Override
    public LaneAck exchange(LaneFrame frame) {
        if (closed.getAsBoolean()) throw failure(Code.CLOSED, Outcome.NOT_INVOKED, "the connection is closed");
        if (toForeign) return foreign.exchange(frame);
        byte[] request = encode(frame);
        HttpAnswer answer;
        try {
            answer = pool.exchange(new HttpCall(), request, 0, request.length, Long.MAX_VALUE, MAX_ANSWER);
        } catch (HttpExchangeException e) {
            throw failure(HttpFailures.code(e), HttpFailures.outcome(e), String.valueOf(e.getMessage()));
        }
        if (answer.status() == 200 && answer.contentType().equals(Control.PROTOBUF)) return decode(answer.body());
        if (frame.first() == 1 && knowsNoLanes(answer)) {
            toForeign = true;
            return foreign.exchange(frame);
        }
        String said = answer.contentType().equals(Control.REFUSAL)
                ? ": " + new String(answer.body(), StandardCharsets.UTF_8).strip()
                : "";
        throw failure(
                Code.INVALID,
                Outcome.UNKNOWN,
                "the server refused a lane's frame with status " + answer.status() + said);
    }

    /**
     * Whether the path does not exist there, or what is POSTed there is taken for a call of the protocol, which a frame is none of.
     * An RMIX server says in its content type that it is one.
     */
    private static boolean knowsNoLanes(HttpAnswer answer) {
        boolean absent = switch (answer.status()) {
            case 404, 405, 415, 501 -> true;
            case 200 -> answer.contentType().startsWith("text/xml");
            default -> false;
        };
        return absent && !answer.contentType().equals(Control.REFUSAL);
    }

    /** Head and frame in one array, so that payloads are copied once. */
    private byte[] encode(LaneFrame frame) {
        int size = LaneCodec.size(frame);
        byte[] start = (head + "Content-Length: " + size + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + size];
        System.arraycopy(start, 0, request, 0, start.length);
        CodedOutputStream out = CodedOutputStream.newInstance(request, start.length, size);
        try {
            LaneCodec.write(frame, out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        out.checkNoSpaceLeft();
        return request;
    }

    private LaneAck decode(byte[] body) {
        try {
            return LaneCodec.readAck(CodedInputStream.newInstance(body));
        } catch (IOException e) {
            throw failure(
                    Code.INVALID, Outcome.UNKNOWN, "the server's acknowledgement is malformed: " + e.getMessage());
        }
    }

    private InvocationException failure(Code code, Outcome outcome, String reason) {
        return new InvocationException(code, outcome, address, "", "lane", reason, null);
    }
}
