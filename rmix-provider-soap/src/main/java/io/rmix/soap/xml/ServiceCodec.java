package io.rmix.soap.xml;

import io.rmix.contract.Contract;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.Operation;
import io.rmix.contract.Type;
import io.rmix.http.xml.MalformedXmlException;
import io.rmix.http.xml.Printable;
import io.rmix.http.xml.XmlOut;
import io.rmix.spi.CallContext;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The messages of one contract as SOAP envelopes. Immutable and safe for any thread; to be kept, not made for every call. */
public final class ServiceCodec {
    private final Contract contract;
    private final ServiceNames names;
    private final int maxBytes;
    private final int maxDepth;
    private final XmlIn.Factory readers;
    private final Map<Operation, OperationCodec> operations = new IdentityHashMap<>();
    private final Map<String, OperationCodec> byRequest = new HashMap<>();
    private final Map<ExceptionType, ValueCodec> exceptions = new IdentityHashMap<>();

    private ServiceCodec(Contract contract, ServiceNames names, int maxBytes, int maxDepth) {
        this.contract = contract;
        this.names = names;
        this.maxBytes = maxBytes;
        this.maxDepth = maxDepth;
        this.readers = new XmlIn.Factory(maxBytes, maxDepth);
        CodecBuilder builder = new CodecBuilder(names);
        for (Operation operation : contract.operations()) {
            OperationCodec codec =
                    new OperationCodec(operation, names, builder.request(operation), builder.response(operation));
            operations.put(operation, codec);
            byRequest.put(codec.names.request(), codec);
        }
        for (Type type : contract.namedTypes())
            if (type instanceof ExceptionType exception) exceptions.put(exception, builder.exception(exception));
    }

    /**
     * For a contract.
     *
     * @param maxBytes largest envelope, written or read
     * @param maxDepth deepest value
     * @throws IllegalArgumentException if the contract cannot have a WSDL; it says where and what to do
     */
    public static ServiceCodec of(Contract contract, int maxBytes, int maxDepth) {
        return new ServiceCodec(contract, ServiceNames.of(contract), maxBytes, maxDepth);
    }

    public Contract contract() {
        return contract;
    }

    /** Value of the SOAPAction header of an operation, without quotes. */
    public String action(Operation operation) {
        return codec(operation).names.action();
    }

    /** The service's description, with {@code address} as where it is. */
    public String wsdl(String address) {
        return Wsdl.of(contract, names, address);
    }

    private OperationCodec codec(Operation operation) {
        return Objects.requireNonNull(operations.get(operation));
    }

    /** The parts of one operation. */
    private static final class OperationCodec {
        private final Operation operation;
        private final OperationNames names;
        private final Fields request;
        private final Fields response;
        private final Element requestElement;
        private final Element responseElement;

        OperationCodec(Operation operation, ServiceNames service, Fields request, Fields response) {
            this.operation = operation;
            this.names = service.of(operation);
            this.request = request;
            this.response = response;
            this.requestElement = new Element(service, names.request());
            this.responseElement = new Element(service, names.response());
        }
    }

    /** Tags of an element of the contract's namespace, which its children are in or not. */
    private static final class Element {
        private final byte[] open;
        private final byte[] close;

        Element(ServiceNames service, String name) {
            String prefix = service.qualified() ? "" : "n:";
            String declared = service.qualified() ? "xmlns" : "xmlns:n";
            String uri = service.namespace().replace("&", "&amp;").replace("\"", "&quot;");
            open = Envelope.bytes("<" + prefix + name + " " + declared + "=\"" + uri + "\">");
            close = Envelope.bytes("</" + prefix + name + ">");
        }
    }

    private XmlOut begin() {
        return new XmlOut(maxBytes, maxDepth);
    }

    /** An empty message in the bounds of this codec; for a caller that wants to know why writing failed. */
    public XmlOut newMessage() {
        return begin();
    }

    /**
     * Writes a request.
     *
     * @throws EncodeException if a value does not fit; {@link XmlOut#unsupported()} tells text that XML cannot carry
     */
    public void writeRequest(
            SoapVersion version, Operation operation, @Nullable Object[] arguments, CallContext context, XmlOut out) {
        OperationCodec codec = codec(operation);
        out.raw(Markup.open(version));
        Envelope.writeContext(context, out);
        out.raw(Markup.BODY_OPEN);
        out.raw(codec.requestElement.open);
        out.enter();
        for (int i = 0; i < arguments.length; i++) codec.request.write(i, arguments[i], out);
        out.leave();
        out.raw(codec.requestElement.close);
        out.raw(Markup.CLOSE);
    }

    /**
     * Writes a response.
     *
     * @throws EncodeException as {@link #writeRequest}
     */
    public void writeResponse(SoapVersion version, Operation operation, @Nullable Object result, XmlOut out) {
        OperationCodec codec = codec(operation);
        out.raw(Markup.open(version));
        out.raw(Markup.BODY_OPEN);
        out.raw(codec.responseElement.open);
        out.enter();
        if (!operation.result().isVoid()) codec.response.write(0, result, out);
        out.leave();
        out.raw(codec.responseElement.close);
        out.raw(Markup.CLOSE);
    }

    /**
     * Writes a fault for a declared exception.
     *
     * @throws EncodeException as {@link #writeRequest}
     */
    public void writeFault(SoapVersion version, ExceptionType type, Throwable exception, XmlOut out) {
        Element element = new Element(names, type.name());
        Faults.open(version, version.faultCode(false), Faults.text(type, exception), out);
        out.raw(element.open);
        Objects.requireNonNull(exceptions.get(type)).write(exception, out);
        out.raw(element.close);
        Faults.close(version, out);
    }

    /**
     * A request as it was read.
     *
     * @param version of the envelope; the answer's too
     * @param context from its header, or the empty one
     * @param element local name of the element in the body
     * @param operation that it names, or null
     * @param arguments null if they do not fit the operation
     * @param problem why they do not, or null
     */
    public record Request(
            SoapVersion version,
            CallContext context,
            String element,
            @Nullable Operation operation,
            Object @Nullable [] arguments,
            @Nullable DecodeException problem) {}

    /**
     * Reads a request to its end.
     *
     * @param encoding from the transport, or null
     * @throws MalformedXmlException if it is no envelope
     * @throws SoapRefusal if SOAP says that it must be refused
     */
    public Request readRequest(byte[] bytes, int length, @Nullable String encoding) {
        try (XmlIn in = readers.open(bytes, length, encoding)) {
            Envelope.Opened envelope = Envelope.open(in);
            if (!in.nextChild()) throw new MalformedXmlException("has nothing in its Body");
            String element = in.name();
            OperationCodec codec = in.namespace().equals(names.namespace()) ? byRequest.get(element) : null;
            if (codec == null) {
                in.skip();
                Envelope.close(in);
                return new Request(envelope.version(), envelope.context(), element, null, null, null);
            }
            Object[] arguments;
            try {
                in.enter();
                arguments = codec.request.read(in);
                in.leave();
            } catch (DecodeException e) {
                return new Request(envelope.version(), envelope.context(), element, codec.operation, null, e);
            }
            Envelope.close(in);
            return new Request(envelope.version(), envelope.context(), element, codec.operation, arguments, null);
        } catch (DecodeException e) {
            throw new MalformedXmlException(e.getMessage());
        }
    }

    /**
     * Reads an answer to its end.
     *
     * @throws MalformedXmlException if it is no envelope
     * @throws DecodeException if it does not fit the operation
     */
    public Answer readAnswer(Operation operation, byte[] bytes, int length, @Nullable String encoding) {
        try (XmlIn in = readers.open(bytes, length, encoding)) {
            OperationCodec codec = codec(operation);
            Envelope.Opened envelope = Envelope.open(in);
            if (!in.nextChild()) throw new DecodeException("has nothing in its Body");
            Answer answer;
            if (in.is(envelope.version().namespace(), "Fault")) {
                answer = Faults.read(in, envelope.version(), detail -> declared(operation, detail));
            } else if (in.is(names.namespace(), codec.names.response())) {
                in.enter();
                Object[] values = codec.response.read(in);
                in.leave();
                answer = new Answer.Result(values.length == 0 ? null : values[0]);
            } else {
                throw new DecodeException("is " + Printable.of("{" + in.namespace() + "}" + in.name()) + " where {"
                        + names.namespace() + "}" + codec.names.response() + " is expected");
            }
            Envelope.close(in);
            return answer;
        }
    }

    /** The declared exception that a fault's detail element holds; null, and nothing read, if it is none. */
    private @Nullable Throwable declared(Operation operation, XmlIn detail) {
        if (!detail.namespace().equals(names.namespace())) return null;
        ExceptionType type = operation.exception(detail.name());
        return type == null
                ? null
                : (Throwable) Objects.requireNonNull(exceptions.get(type)).read(detail);
    }
}
