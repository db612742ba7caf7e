package io.rmix.javarmi;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.spi.CallAnswer;
import io.rmix.spi.OutboundCall;
import io.rmix.spi.Payload;
import java.io.IOException;
import java.io.InvalidClassException;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.rmi.ServerException;
import java.rmi.UnmarshalException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What exceptions that come over Java RMI's own wire mean. */
final class NativeFailure {
    /** How an RMIX server ends the text of a refusal. */
    private static final Pattern REFUSAL = Pattern.compile("(?s)(.*) \\[([A-Z_]+), ([A-Z_]+)]");

    private NativeFailure() {}

    /** Reads an exceptional return, from behind its number. */
    static Throwable read(WireInput in, AllowList allowed, @Nullable ClassLoader loader) throws IOException {
        MarshalInput answer = new MarshalInput(in);
        int kind = answer.readByte();
        if (kind != Jrmp.EXCEPTIONAL_RETURN) throw new IOException("the answer is of the unknown kind " + kind);
        answer.skipNBytes(Jrmp.UID_BYTES);
        return read(answer, allowed, loader);
    }

    /** Reads the exception of an exceptional return, whose header has been read. */
    static Throwable read(MarshalInput in, AllowList allowed, @Nullable ClassLoader loader) throws IOException {
        in.allow(allowed, loader);
        try {
            if (in.readObject() instanceof Throwable thrown) return thrown;
            throw new IOException("the answer is no exception");
        } catch (InvalidClassException e) {
            return new ServerException("an exception that is not known here: " + e.classname);
        } catch (ClassNotFoundException e) {
            return new ServerException("an exception that is not known here: " + e.getMessage());
        }
    }

    /** Whether the server says that it has no such object, and therefore has not executed the call. */
    static boolean isNoSuchObject(Throwable thrown) {
        return thrown instanceof NoSuchObjectException;
    }

    /** What to throw for an exception that answered a call. */
    static Throwable of(OutboundCall call, Throwable thrown) {
        if (call.operation().exceptionFor(thrown) != null) {
            if (thrown.getStackTrace().length == 0) thrown.fillInStackTrace();
            return thrown;
        }
        if (thrown instanceof RemoteException remote) return ofRemote(call, remote);
        return failure(call, Code.SERVANT_FAILED, Outcome.INVOKED, "the servant threw " + thrown, thrown);
    }

    private static Throwable ofRemote(OutboundCall call, RemoteException thrown) {
        String text = String.valueOf(thrown.getMessage());
        Matcher refusal = REFUSAL.matcher(text);
        if (thrown.detail == null && refusal.matches()) {
            CallAnswer said = new CallAnswer(
                    CallAnswer.Kind.REFUSED,
                    refusal.group(2),
                    refusal.group(3),
                    refusal.group(1),
                    new Payload.Bytes(new byte[0]));
            return failure(call, said.code(), said.conclusion(), said.reason(), thrown);
        }
        if (isNoSuchObject(thrown))
            return failure(call, Code.NO_SUCH_SERVICE, Outcome.NOT_INVOKED, "the server has no such object", thrown);
        if (thrown instanceof ServerException && thrown.detail instanceof UnmarshalException before) {
            String why = String.valueOf(before.getMessage());
            if (why.startsWith("unrecognized method hash"))
                return failure(call, Code.NO_SUCH_METHOD, Outcome.NOT_INVOKED, why, thrown);
            if (why.startsWith("error unmarshalling"))
                return failure(call, Code.INVALID, Outcome.NOT_INVOKED, why, thrown);
        }
        return failure(call, Code.SERVANT_FAILED, Outcome.INVOKED, "the server failed: " + text, thrown);
    }

    private static Throwable failure(OutboundCall call, Code code, Outcome outcome, String reason, Throwable cause) {
        return call.failure(code, outcome, reason, cause);
    }
}
