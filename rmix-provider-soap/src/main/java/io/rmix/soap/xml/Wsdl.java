package io.rmix.soap.xml;

import io.rmix.contract.Contract;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.Operation;

/** The WSDL 1.1 of a contract: document/literal wrapped over HTTP with SOAP 1.1, as WS-I Basic Profile 1.1 has it. */
final class Wsdl {
    private static final String TRANSPORT = "http://schemas.xmlsoap.org/soap/http";

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
                + " xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\" xmlns:tns=\"" + uri + "\""
                + " name=\"" + name + "Service\" targetNamespace=\"" + uri + "\">\n<wsdl:types>\n"
                + Schema.of(contract, names) + "\n</wsdl:types>\n");
        contract.operations().forEach(this::writeMessages);
        contract.namedTypes().forEach(type -> {
            if (type instanceof ExceptionType exception) message(exception.name() + "Fault", "fault", exception.name());
        });
        out.append("<wsdl:portType name=\"" + name + "\">\n");
        contract.operations().forEach(this::writeAbstract);
        out.append("</wsdl:portType>\n<wsdl:binding name=\"" + name + "Binding\" type=\"tns:" + name + "\">\n"
                + "<soap:binding style=\"document\" transport=\"" + TRANSPORT + "\"/>\n");
        contract.operations().forEach(this::writeBinding);
        out.append("</wsdl:binding>\n<wsdl:service name=\"" + name + "Service\">\n<wsdl:port name=\"" + name
                + "Port\" binding=\"tns:" + name + "Binding\"><soap:address location=\"" + escape(address)
                + "\"/></wsdl:port>\n</wsdl:service>\n</wsdl:definitions>\n");
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

    private void writeBinding(Operation operation) {
        OperationNames operationNames = names.of(operation);
        out.append("<wsdl:operation name=\"" + operationNames.request() + "\"><soap:operation soapAction=\""
                + escape(operationNames.action()) + "\"/>\n<wsdl:input><soap:body use=\"literal\"/></wsdl:input>\n");
        if (!operation.oneWay()) out.append("<wsdl:output><soap:body use=\"literal\"/></wsdl:output>\n");
        for (ExceptionType exception : operation.exceptions())
            out.append("<wsdl:fault name=\"" + exception.name() + "\"><soap:fault name=\"" + exception.name()
                    + "\" use=\"literal\"/></wsdl:fault>\n");
        out.append("</wsdl:operation>\n");
    }
}
