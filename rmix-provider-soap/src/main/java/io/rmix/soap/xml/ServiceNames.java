package io.rmix.soap.xml;

import io.rmix.contract.Contract;
import io.rmix.contract.EnumType;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.Operation;
import io.rmix.contract.StructType;
import io.rmix.contract.Type;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of a contract on the wire: by default those that JAX-WS gives the same interface, or those that its annotations
 * (WebService, WebMethod, WebParam, WebResult, and XmlSchema on the package) say.
 */
final class ServiceNames {
    private static final Pattern NC_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern URI =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\\[\\]@!$'()*+,;=%-]+");

    private final Contract contract;
    private final String namespace;
    private final boolean qualified;
    private final Map<Operation, OperationNames> operations = new HashMap<>();

    private ServiceNames(Contract contract, String namespace, boolean qualified) {
        this.contract = contract;
        this.namespace = namespace;
        this.qualified = qualified;
    }

    /** @throws IllegalArgumentException if the contract cannot have a WSDL; it says where and what to do */
    static ServiceNames of(Contract contract) {
        Class<?> type = contract.javaType();
        XmlSchema schema = type.getPackage() == null ? null : type.getPackage().getAnnotation(XmlSchema.class);
        WebService service = type.getAnnotation(WebService.class);
        String namespace = defaultNamespace(contract);
        if (schema != null && !schema.namespace().isEmpty()) namespace = schema.namespace();
        if (service != null && !service.targetNamespace().isEmpty()) namespace = service.targetNamespace();
        if (!URI.matcher(namespace).matches())
            throw refusal(contract.name(), "'" + namespace + "' is no URI for a namespace", "change the annotation");
        boolean qualified = schema != null && schema.elementFormDefault() == XmlNsForm.QUALIFIED;
        ServiceNames names = new ServiceNames(contract, namespace, qualified);
        names.requireWrapped(type, contract.name());
        names.read();
        names.checkTypes();
        return names;
    }

    private static String defaultNamespace(Contract contract) {
        if (contract.packageName().isEmpty()) return "urn:rmix:" + contract.name();
        List<String> parts = Arrays.asList(contract.packageName().split("\\."));
        Collections.reverse(parts);
        return "http://" + String.join(".", parts) + "/";
    }

    private void requireWrapped(AnnotatedElement element, String where) {
        SOAPBinding binding = element.getAnnotation(SOAPBinding.class);
        if (binding != null
                && (binding.style() != SOAPBinding.Style.DOCUMENT
                        || binding.parameterStyle() != SOAPBinding.ParameterStyle.WRAPPED))
            throw refusal(where, "is not document/literal wrapped", "take the SOAPBinding annotation away");
    }

    private void read() {
        Map<String, String> elements = new HashMap<>();
        for (Operation operation : contract.operations()) {
            requireWrapped(operation.method(), operation.toString());
            OperationNames names = names(operation);
            operations.put(operation, names);
            unique(elements, names.request(), operation.toString());
            if (!operation.oneWay()) unique(elements, names.response(), "the response of " + operation);
        }
        for (Type type : contract.namedTypes())
            if (type instanceof ExceptionType exception) unique(elements, exception.name(), exception.toString());
    }

    private static OperationNames names(Operation operation) {
        WebMethod method = operation.method().getAnnotation(WebMethod.class);
        String name = method == null || method.operationName().isEmpty() ? operation.name() : method.operationName();
        String action = method == null ? "" : method.action();
        if (!action.isEmpty() && !URI.matcher(action).matches())
            throw refusal(operation.toString(), "'" + action + "' is no URI for an action", "change the annotation");
        WebResult result = operation.method().getAnnotation(WebResult.class);
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < operation.parameters().size(); i++) {
            WebParam parameter = operation.method().getParameters()[i].getAnnotation(WebParam.class);
            boolean named = parameter != null && !parameter.name().isEmpty();
            parameters.add(ncName(
                    operation,
                    named ? parameter.name() : operation.parameters().get(i).name()));
        }
        unique(operation, parameters);
        return new OperationNames(
                ncName(operation, name),
                ncName(operation, name + "Response"),
                ncName(operation, result == null || result.name().isEmpty() ? "return" : result.name()),
                action,
                List.copyOf(parameters));
    }

    private static void unique(Operation operation, List<String> parameters) {
        Map<String, String> seen = new HashMap<>();
        for (String name : parameters) unique(seen, name, operation.toString());
    }

    private static String ncName(Operation operation, String name) {
        if (!NC_NAME.matcher(name).matches())
            throw refusal(operation.toString(), "'" + name + "' cannot name an element", "change the annotation");
        return name;
    }

    private static void unique(Map<String, String> seen, String name, String owner) {
        String other = seen.putIfAbsent(name, owner);
        if (other != null)
            throw refusal(owner, "the element " + name + " is taken by " + other, "give one of them a @Name");
    }

    private void checkTypes() {
        for (Type type : contract.namedTypes()) {
            String name = type instanceof StructType struct ? struct.name() : ((EnumType) type).name();
            if (name.equals(Schema.REMOTE_REF) || name.equals(Schema.REMOTE_REF_ENDPOINT))
                throw refusal(type.toString(), "the type name " + name + " is RMIX's own in SOAP", "give it a @Name");
        }
    }

    private static IllegalArgumentException refusal(String where, String problem, String remedy) {
        return new IllegalArgumentException(where + ": " + problem + "; " + remedy);
    }

    String namespace() {
        return namespace;
    }

    /** Whether child elements are in the namespace too, and not in none. */
    boolean qualified() {
        return qualified;
    }

    OperationNames of(Operation operation) {
        return Objects.requireNonNull(operations.get(operation));
    }

    /** The operation whose request element has a name, or null. */
    @Nullable Operation find(String request) {
        for (Map.Entry<Operation, OperationNames> entry : operations.entrySet())
            if (entry.getValue().request().equals(request)) return entry.getKey();
        return null;
    }
}
