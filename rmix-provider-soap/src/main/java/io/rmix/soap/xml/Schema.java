package io.rmix.soap.xml;

import io.rmix.contract.Contract;
import io.rmix.contract.EnumType;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.ListType;
import io.rmix.contract.MapType;
import io.rmix.contract.MessageType;
import io.rmix.contract.Operation;
import io.rmix.contract.OptionalType;
import io.rmix.contract.StructType;
import io.rmix.contract.Type;
import java.util.List;

/** The XML Schema of a contract: an element for each message and fault, a type for each record, enum and exception. */
final class Schema {
    static final String REMOTE_REF = "RemoteRef";
    static final String REMOTE_REF_ENDPOINT = "RemoteRefEndpoint";

    private final ServiceNames names;
    private final StringBuilder out = new StringBuilder();
    private boolean remoteRef;

    private Schema(ServiceNames names) {
        this.names = names;
    }

    static String of(Contract contract, ServiceNames names) {
        return new Schema(names).write(contract);
    }

    private String write(Contract contract) {
        String uri = Wsdl.escape(names.namespace());
        out.append("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:tns=\"" + uri
                + "\" targetNamespace=\"" + uri + "\" elementFormDefault=\""
                + (names.qualified() ? "qualified" : "unqualified") + "\">\n");
        for (Operation operation : contract.operations()) writeMessages(operation);
        for (Type type : contract.namedTypes()) {
            if (type instanceof EnumType enumeration) writeEnum(enumeration);
            else writeStruct((StructType) type);
            if (type instanceof ExceptionType exception)
                out.append("<xs:element name=\"" + exception.name() + "\" type=\"tns:" + exception.name() + "\"/>\n");
        }
        if (remoteRef) writeRemoteRef();
        return out.append("</xs:schema>").toString();
    }

    private void writeMessages(Operation operation) {
        OperationNames operationNames = names.of(operation);
        List<String> parameters = operationNames.parameters();
        out.append("<xs:element name=\"" + operationNames.request() + "\"><xs:complexType><xs:sequence>\n");
        operation.parameters().forEach(p -> writeField(parameters.get(p.index()), p.type()));
        out.append("</xs:sequence></xs:complexType></xs:element>\n");
        if (operation.oneWay()) return;
        out.append("<xs:element name=\"" + operationNames.response() + "\"><xs:complexType><xs:sequence>\n");
        if (!operation.result().isVoid()) writeField(operationNames.result(), operation.result());
        out.append("</xs:sequence></xs:complexType></xs:element>\n");
    }

    private void writeStruct(StructType type) {
        out.append("<xs:complexType name=\"" + type.name() + "\"><xs:sequence>\n");
        type.components().forEach(c -> writeField(c.name(), c.type()));
        out.append("</xs:sequence></xs:complexType>\n");
    }

    private void writeEnum(EnumType type) {
        out.append("<xs:simpleType name=\"" + type.name() + "\"><xs:restriction base=\"xs:string\">\n");
        type.constants()
                .forEach(c -> out.append(
                        "<xs:enumeration value=\"" + Wsdl.escape(c.value().name()) + "\"/>\n"));
        out.append("</xs:restriction></xs:simpleType>\n");
    }

    private void writeField(String name, Type type) {
        switch (type.kind()) {
            case LIST -> writeElement(name, ((ListType) type).element(), " minOccurs=\"0\" maxOccurs=\"unbounded\"");
            case OPTIONAL -> writeElement(name, ((OptionalType) type).element(), " minOccurs=\"0\"");
            default -> writeElement(name, type, "");
        }
    }

    private void writeElement(String name, Type type, String occurs) {
        String start = "<xs:element name=\"" + name + "\"" + occurs;
        switch (type.kind()) {
            case LIST, OPTIONAL -> {
                out.append(start + "><xs:complexType><xs:sequence>\n");
                writeField(CodecBuilder.ITEM, type);
                out.append("</xs:sequence></xs:complexType></xs:element>\n");
            }
            case MAP -> writeMap(start, (MapType) type);
            case MESSAGE ->
                out.append(start + " type=\"xs:base64Binary\"><xs:annotation><xs:documentation>protobuf message "
                        + ((MessageType) type).descriptor().getFullName()
                        + "</xs:documentation></xs:annotation></xs:element>\n");
            default -> out.append(start + " type=\"" + typeName(type) + "\"/>\n");
        }
    }

    private void writeMap(String start, MapType type) {
        out.append(start + "><xs:complexType><xs:sequence>\n"
                + "<xs:element name=\"entry\" minOccurs=\"0\" maxOccurs=\"unbounded\"><xs:complexType><xs:sequence>\n");
        writeField("key", type.key());
        writeField("value", type.value());
        out.append("</xs:sequence></xs:complexType></xs:element>\n</xs:sequence></xs:complexType></xs:element>\n");
    }

    private String typeName(Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> "xs:boolean";
            case INT -> "xs:int";
            case LONG -> "xs:long";
            case DOUBLE -> "xs:double";
            case STRING -> "xs:string";
            case BYTES, MESSAGE -> "xs:base64Binary";
            case INSTANT -> "xs:dateTime";
            case DURATION -> "xs:duration";
            case ENUM -> "tns:" + ((EnumType) type).name();
            case RECORD, EXCEPTION -> "tns:" + ((StructType) type).name();
            case REMOTE_REF -> {
                remoteRef = true;
                yield "tns:" + REMOTE_REF;
            }
            case LIST, OPTIONAL, MAP, VOID -> throw new IllegalArgumentException(type + " has no name in a schema");
        };
    }

    private void writeRemoteRef() {
        out.append("<xs:complexType name=\"" + REMOTE_REF + "\"><xs:sequence>\n"
                + "<xs:element name=\"guid\" type=\"xs:string\"/>\n"
                + "<xs:element name=\"endpoint\" type=\"tns:" + REMOTE_REF_ENDPOINT + "\" maxOccurs=\"unbounded\"/>\n"
                + "<xs:element name=\"host\" type=\"xs:string\" minOccurs=\"0\"/>\n"
                + "</xs:sequence></xs:complexType>\n"
                + "<xs:complexType name=\"" + REMOTE_REF_ENDPOINT + "\"><xs:sequence>\n"
                + "<xs:element name=\"uri\" type=\"xs:string\"/>\n"
                + "<xs:element name=\"contract\" type=\"xs:string\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>\n"
                + "</xs:sequence></xs:complexType>\n");
    }
}
