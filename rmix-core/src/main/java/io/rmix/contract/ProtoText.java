package io.rmix.contract;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.util.List;
import java.util.Locale;

/** Writes a file descriptor, of the kind that {@link SchemaBuilder} makes, as .proto source. */
final class ProtoText {
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private ProtoText() {}

    static String of(FileDescriptorProto file, String contract) {
        ProtoText text = new ProtoText();
        text.file(file, contract);
        return text.out.toString();
    }

    private void file(FileDescriptorProto file, String contract) {
        line("// The service " + contract + ", as its Java interface declares it.");
        line("syntax = \"proto3\";");
        if (!file.getPackage().isEmpty()) {
            line("");
            line("package " + file.getPackage() + ";");
        }
        if (file.getDependencyCount() > 0) {
            line("");
            file.getDependencyList().forEach(d -> line("import \"" + d + "\";"));
        }
        file.getServiceList().forEach(this::service);
        file.getMessageTypeList().forEach(this::message);
    }

    private void service(ServiceDescriptorProto service) {
        line("");
        open("service " + service.getName());
        service.getMethodList()
                .forEach(m ->
                        line("rpc " + m.getName() + "(" + m.getInputType() + ") returns (" + m.getOutputType() + ");"));
        close();
    }

    private void message(DescriptorProto message) {
        line("");
        open("message " + message.getName());
        if (message.getReservedRangeCount() > 0) {
            line("reserved "
                    + join(message.getReservedRangeList().stream()
                            .map(r -> String.valueOf(r.getStart()))
                            .toList()) + ";");
            line("reserved "
                    + join(message.getReservedNameList().stream()
                            .map(n -> '"' + n + '"')
                            .toList()) + ";");
        }
        for (FieldDescriptorProto field : message.getFieldList()) {
            if (field.hasOneofIndex()) {
                open("oneof " + message.getOneofDecl(field.getOneofIndex()).getName());
                line(declaration("", type(field), field));
                close();
            } else {
                field(message, field);
            }
        }
        message.getNestedTypeList().stream()
                .filter(m -> !m.getOptions().getMapEntry())
                .forEach(this::message);
        message.getEnumTypeList().forEach(this::enumeration);
        close();
    }

    private void field(DescriptorProto message, FieldDescriptorProto field) {
        for (DescriptorProto nested : message.getNestedTypeList()) {
            if (nested.getOptions().getMapEntry()
                    && field.getTypeName().endsWith("." + message.getName() + "." + nested.getName())) {
                String map = "map<" + type(nested.getField(0)) + ", " + type(nested.getField(1)) + ">";
                line(declaration("", map, field));
                return;
            }
        }
        boolean repeated = field.getLabel() == FieldDescriptorProto.Label.LABEL_REPEATED;
        line(declaration(repeated ? "repeated " : "", type(field), field));
    }

    private static String declaration(String label, String type, FieldDescriptorProto field) {
        String json = field.hasJsonName() ? " [json_name = \"" + field.getJsonName() + "\"]" : "";
        return label + type + " " + field.getName() + " = " + field.getNumber() + json + ";";
    }

    private static String type(FieldDescriptorProto field) {
        return field.hasTypeName()
                ? field.getTypeName()
                : field.getType().name().substring("TYPE_".length()).toLowerCase(Locale.ROOT);
    }

    private void enumeration(EnumDescriptorProto constants) {
        line("");
        open("enum " + constants.getName());
        if (constants.getReservedRangeCount() > 0) {
            line("reserved "
                    + join(constants.getReservedRangeList().stream()
                            .map(r -> String.valueOf(r.getStart()))
                            .toList()) + ";");
            line("reserved "
                    + join(constants.getReservedNameList().stream()
                            .map(n -> '"' + n + '"')
                            .toList()) + ";");
        }
        constants.getValueList().forEach(v -> line(v.getName() + " = " + v.getNumber() + ";"));
        close();
    }

    private static String join(List<String> parts) {
        return String.join(", ", parts);
    }

    private void open(String head) {
        line(head + " {");
        depth++;
    }

    private void close() {
        depth--;
        line("}");
    }

    private void line(String content) {
        if (!content.isEmpty()) {
            out.append("  ".repeat(depth)).append(content);
        }
        out.append('\n');
    }
}
