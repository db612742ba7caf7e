package io.rmix.soap.xml;

import io.rmix.contract.Contract;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.Operation;
import java.util.List;

/**
 * The WSDL 1.1 of a contract: document/literal wrapped over HTTP, with a binding and a port for SOAP 1.1, as WS-I Basic Profile 1.1 has
 * them, and after these for SOAP 1.2.
 */
final class Wsdl {
    private static final String TRANSPORT = "http://schemas.xmlsoap.org/soap/http";

    /** How a version of SOAP is bound: the prefix of its elements, and what its names have before their ends. */
    private record Binding(String prefix, String suffix) {}

    private static final List<Binding> BINDINGS = List.of(new Binding("soap", ""), new Binding("soap12", "Soap12"));

    private final Contract contract;
    private final ServiceNames names;
    private final StringBuilder out = new StringBuilder();

    private Wsdl(Contract contract, ServiceNames names) {
        this.contract = contract;
        this.names = names;
    }

    static String of(Contract contract, ServiceNames names, String address) {
        return new Wsdl(contract, names).write(address);
    }

    /** For an attribute's value or text. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private String write(String address) {
        String uri = escape(names.namespace());
        String name = contract.simpleName();
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<wsdl:definitions xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\""
                + " xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\""
                + " xmlns:soap12=\"http://schemas.xmlsoap.org/wsdl/soap12/\" xmlns:tns=\"" + uri + "\""
                + " name=\"" + name + "Service\" targetNamespace=\"" + uri + "\">\n<wsdl:types>\n"
                + Schema.of(contract, names) + "\n</wsdl:types>\n");
        contract.operations().forEach(this::writeMessages);
        contract.namedTypes().forEach(type -> {
            if (type instanceof ExceptionType exception) message(exception.name() + "Fault", "fault", exception.name());
        });
        out.append("<wsdl:portType name=\"" + name + "\">\n");
        contract.operations().forEach(this::writeAbstract);
        out.append("</wsdl:portType>\n");
        for (Binding binding : BINDINGS) writeBinding(binding);
        out.append("<wsdl:service name=\"" + name + "Service\">\n");
        for (Binding binding : BINDINGS)
            out.append("<wsdl:port name=\"" + name + binding.suffix() + "Port\" binding=\"tns:" + name
                    + binding.suffix() + "Binding\"><" + binding.prefix() + ":address location=\"" + escape(address)
                    + "\"/></wsdl:port>\n");
        out.append("</wsdl:service>\n</wsdl:definitions>\n");
        return out.toString();
    }

    private void writeMessages(Operation operation) {
        String request = names.of(operation).request();
        String response = names.of(operation).response();
        message(request, "parameters", request);
        if (!operation.oneWay()) message(response, "parameters", response);
    }

    private void message(String name, String part, String element) {
        out.append("<wsdl:message name=\"" + name + "\"><wsdl:part name=\"" + part + "\" element=\"tns:" + element
                + "\"/></wsdl:message>\n");
    }

    private void writeAbstract(Operation operation) {
        String request = names.of(operation).request();
        out.append("<wsdl:operation name=\"" + request + "\">\n<wsdl:input message=\"tns:" + request + "\"/>\n");
        if (!operation.oneWay())
            out.append("<wsdl:output message=\"tns:" + names.of(operation).response() + "\"/>\n");
        for (ExceptionType exception : operation.exceptions())
            out.append(
                    "<wsdl:fault name=\"" + exception.name() + "\" message=\"tns:" + exception.name() + "Fault\"/>\n");
        out.append("</wsdl:operation>\n");
    }

    private void writeBinding(Binding binding) {
        String name = contract.simpleName();
        out.append("<wsdl:binding name=\"" + name + binding.suffix() + "Binding\" type=\"tns:" + name + "\">\n<"
                + binding.prefix() + ":binding style=\"document\" transport=\"" + TRANSPORT + "\"/>\n");
        for (Operation operation : contract.operations()) writeBinding(binding.prefix(), operation);
        out.append("</wsdl:binding>\n");
    }

    private void writeBinding(String soap, Operation operation) {
        OperationNames operationNames = names.of(operation);
        String body = "<" + soap + ":body use=\"literal\"/>";
        out.append("<wsdl:operation name=\"" + operationNames.request() + "\"><" + soap + ":operation soapAction=\""
                + escape(operationNames.action()) + "\"/>\n<wsdl:input>" + body + "</wsdl:input>\n");
        if (!operation.oneWay()) out.append("<wsdl:output>" + body + "</wsdl:output>\n");
        for (ExceptionType exception : operation.exceptions())
            out.append("<wsdl:fault name=\"" + exception.name() + "\"><" + soap + ":fault name=\"" + exception.name()
                    + "\" use=\"literal\"/></wsdl:fault>\n");
        out.append("</wsdl:operation>\n");
    }
}
