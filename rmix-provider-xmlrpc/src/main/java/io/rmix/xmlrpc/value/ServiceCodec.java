package io.rmix.xmlrpc.value;

import io.rmix.contract.Contract;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.MessageCodec;
import io.rmix.contract.Operation;
import io.rmix.contract.Parameter;
import io.rmix.contract.ProtoCodec;
import io.rmix.http.xml.XmlOut;
import io.rmix.xmlrpc.xml.DocumentWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one contract as values of XML-RPC. Immutable and safe for any thread; to be kept, not made for every call. */
public final class ServiceCodec {
    /** What stands for no result: every response has a value. */
    public static final Object NO_RESULT = true;

    private final int maxBytes;
    private final int maxDepth;
    private final List<List<Form>> parameters = new ArrayList<>();
    private final List<@Nullable Form> results = new ArrayList<>();
    private final ProtoCodec exceptions;

    /**
     * For a contract.
     *
     * @param maxBytes largest message
     * @param maxDepth deepest value
     */
    public ServiceCodec(Contract contract, int maxBytes, int maxDepth) {
        this.maxBytes = maxBytes;
        this.maxDepth = maxDepth;
        this.exceptions = ProtoCodec.of(contract, new ProtoCodec.Limits(maxBytes, maxDepth));
        FormBuilder builder = new FormBuilder();
        for (Operation operation : contract.operations()) {
            parameters.add(operation.parameters().stream()
                    .map(parameter -> builder.form(parameter.type()))
                    .toList());
            results.add(operation.result().isVoid() ? null : builder.form(operation.result()));
        }
    }

    /** An empty message in the bounds of this codec. */
    public XmlOut newMessage() {
        return new XmlOut(maxBytes, maxDepth);
    }

    /** One that is not inside the call's own level. */
    private Depth depth() {
        Depth depth = new Depth(maxDepth);
        depth.enterRead();
        return depth;
    }

    /**
     * Writes a request.
     *
     * @param method its name on the wire
     * @throws EncodeException if an argument does not fit; {@link XmlOut#unsupported()} tells text that XML cannot carry
     */
    public void writeRequest(String method, Operation operation, @Nullable Object[] arguments, XmlOut out) {
        List<Form> forms = parameters.get(operation.index());
        List<Object> values = new ArrayList<>(arguments.length);
        for (Parameter parameter : operation.parameters()) {
            try {
                Object argument = Form.require(arguments[parameter.index()], Object.class);
                values.add(forms.get(parameter.index()).write(argument, depth()));
            } catch (EncodeException e) {
                throw e.within(parameter.name());
            }
        }
        DocumentWriter writer = new DocumentWriter(out);
        try {
            writer.request(method, values);
        } catch (EncodeException e) {
            int at = writer.params() - 1;
            throw at < 0 ? e : e.within(operation.parameters().get(at).name());
        }
    }

    /**
     * Reads arguments. The last ones may be missing, for clients of a contract before it grew: they get their defaults.
     *
     * @throws DecodeException if they do not fit the operation
     */
    public @Nullable Object[] readArguments(Operation operation, List<?> values) {
        List<Form> forms = parameters.get(operation.index());
        if (values.size() > forms.size())
            throw new DecodeException(operation + " takes " + forms.size() + " arguments, " + values.size() + " came");
        @Nullable Object[] arguments = new @Nullable Object[forms.size()];
        for (Parameter parameter : operation.parameters()) {
            try {
                Form form = forms.get(parameter.index());
                arguments[parameter.index()] = parameter.index() < values.size()
                        ? form.read(values.get(parameter.index()), depth())
                        : form.absent();
            } catch (DecodeException e) {
                throw e.within(parameter.name());
            }
        }
        return arguments;
    }

    /**
     * Writes a response.
     *
     * @param result null for void
     * @throws EncodeException as {@link #writeRequest}
     */
    public void writeResult(Operation operation, @Nullable Object result, XmlOut out) {
        Form form = results.get(operation.index());
        Object value = form == null ? NO_RESULT : form.write(Form.require(result, Object.class), depth());
        new DocumentWriter(out).result(value);
    }

    /**
     * Reads a result.
     *
     * @param value that came, or null if none did
     * @return null for void
     * @throws DecodeException if it does not fit the operation
     */
    public @Nullable Object readResult(Operation operation, @Nullable Object value) {
        Form form = results.get(operation.index());
        if (form == null) return null;
        if (value == null) throw new DecodeException("has no result");
        return form.read(value, depth());
    }

    /** The encoding of a declared exception, for RMIX peers. */
    public MessageCodec<Throwable> exception(ExceptionType type) {
        return exceptions.exception(type);
    }

    /** Types as {@code system.methodSignature} names them: the result's, then the parameters'. */
    public List<String> signature(Operation operation) {
        List<String> types = new ArrayList<>();
        Form result = results.get(operation.index());
        types.add(result == null ? "boolean" : result.wireType());
        for (Form form : parameters.get(operation.index())) types.add(form.wireType());
        return types;
    }
}
