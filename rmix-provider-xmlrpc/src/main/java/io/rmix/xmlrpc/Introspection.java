package io.rmix.xmlrpc;

import io.rmix.contract.Operation;
import io.rmix.http.xml.MalformedXmlException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods that every server answers about its methods. */
final class Introspection {
    /** A service of this name cannot be exported. */
    static final String SERVICE = "system";

    private static final Map<String, Method> OWN = Map.of(
            SERVICE + ".listMethods",
            new Method(List.of("array"), "The names of all methods here, as an array of strings."),
            SERVICE + ".methodSignature",
            new Method(
                    List.of("array", "string"),
                    "The signatures of a method: an array of arrays, each the type of the result and those of the parameters."),
            SERVICE + ".methodHelp",
            new Method(List.of("string", "string"), "What a method is in Java, with its faults."));

    /** What is said of a method. */
    private record Method(List<String> signature, String help) {}

    private final Collection<XmlRpcService> services;

    /** @param services a view of those that are exported */
    Introspection(Collection<XmlRpcService> services) {
        this.services = services;
    }

    /**
     * Answers a method of {@link #SERVICE}.
     *
     * @return null if there is no such method, or none of the name that it is asked for
     * @throws MalformedXmlException if the arguments do not fit
     */
    @Nullable Object answer(String method, List<?> arguments) {
        Method own = OWN.get(method);
        if (own == null) return null;
        if (arguments.size() != own.signature().size() - 1)
            throw new MalformedXmlException("has " + arguments.size() + " arguments for " + method);
        if (arguments.isEmpty()) return list();
        if (!(arguments.get(0) instanceof String name))
            throw new MalformedXmlException("has an argument for " + method + " that is no string");
        Method found = OWN.containsKey(name.strip()) ? OWN.get(name.strip()) : find(name.strip());
        if (found == null) return null;
        return method.endsWith("Help") ? found.help() : List.of(found.signature());
    }

    private List<String> list() {
        List<String> names = new ArrayList<>(OWN.keySet());
        for (XmlRpcService service : services)
            for (Operation operation : service.service().contract().operations())
                names.add(service.service().name() + "." + operation.name());
        names.sort(null);
        return names;
    }

    private @Nullable Method find(String method) {
        int dot = method.lastIndexOf('.');
        for (XmlRpcService service : services) {
            if (dot < 0 || !service.service().name().equals(method.substring(0, dot))) continue;
            Operation operation = service.service().contract().find(method.substring(dot + 1));
            if (operation != null)
                return new Method(service.codec().signature(operation), ContractText.help(operation));
        }
        return null;
    }
}
