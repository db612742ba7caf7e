package io.rmix.cli.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.cli.ExitCode;
import io.rmix.cli.UserError;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.introspect.ContractInfo;
import io.rmix.introspect.Introspection;
import io.rmix.introspect.ServiceInfo;
import io.rmix.introspect.UnknownServiceException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dvm list}: what is exported at an address. */
@Command(
        name = "list",
        description = {
            "List the services at an address, with their methods and types. A URI with a service lists that one.",
            "Of a gRPC server that is not RMIX, it lists what server reflection says."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dvm list grpc://127.0.0.1:9000", "  dvm list soap://127.0.0.1:9002/bank --json"})
public final class ListCommand implements DvmCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Parameters(index = "0", paramLabel = "URI", description = "scheme://host:port, or with a service")
    private String target = "";

    @Option(names = "--json", description = "one JSON list on standard output")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Endpoint endpoint = Target.endpoint(target);
        try (Rmix rmix = Rmix.create()) {
            try {
                listed(rmix, endpoint);
            } catch (InvocationException e) {
                if (!Described.isWithoutIntrospection(e)) throw e;
                Described.Untold untold = Described.untold(endpoint, e, "");
                ReflectedListing listing = Described.byReflection(
                        rmix, endpoint, untold, server -> new ReflectedListing(server, endpoint));
                if (json) print(listing.asJson());
                else listing.print(endpoint);
            }
            return ExitCode.OK;
        }
    }

    private void listed(Rmix rmix, Endpoint endpoint) throws Exception {
        try (Stub<Introspection> asked = connect(rmix, endpoint)) {
            Introspection introspection = asked.withDeadline(PATIENCE).sync();
            Map<ServiceInfo, ContractInfo> found = ask(introspection, endpoint);
            if (json)
                print(found.entrySet().stream()
                        .map(entry -> asJson(entry.getKey(), entry.getValue()))
                        .toList());
            else found.forEach((service, contract) -> print(endpoint.withService(service.name()), contract));
        }
    }

    private static void print(List<Map<String, Object>> services) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        System.out.println(mapper.writeValueAsString(services));
    }

    private static Stub<Introspection> connect(Rmix rmix, Endpoint endpoint) {
        try {
            return rmix.connect(Introspection.class, endpoint.withService(Introspection.SERVICE));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /** A service that has gone between the two questions is left out. */
    private static Map<ServiceInfo, ContractInfo> ask(Introspection introspection, Endpoint endpoint) {
        List<ServiceInfo> services = introspection.services();
        Map<ServiceInfo, ContractInfo> found = new LinkedHashMap<>();
        for (ServiceInfo service : services) {
            if (!endpoint.service().isEmpty() && !endpoint.service().equals(service.name())) continue;
            try {
                found.put(service, introspection.describe(service.name()));
            } catch (UnknownServiceException e) {
                continue;
            }
        }
        if (found.isEmpty() && !endpoint.service().isEmpty())
            throw new UserError(endpoint.address() + ": no service '" + endpoint.service() + "' here; there are "
                    + services.stream().map(ServiceInfo::name).toList());
        return found;
    }

    private static void print(Endpoint endpoint, ContractInfo contract) {
        System.out.println(endpoint + ": " + contract.name());
        contract.operations().forEach(operation -> System.out.println("  " + operation));
        contract.records().forEach(record -> System.out.println("  record " + record));
        contract.enums().forEach(constants -> System.out.println("  enum " + constants));
        contract.exceptions().forEach(exception -> System.out.println("  exception " + exception));
        contract.messages().forEach(message -> System.out.println("  message " + message.name()));
    }

    private static Map<String, Object> asJson(ServiceInfo service, ContractInfo contract) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("service", service.name());
        out.put("contract", contract.name());
        out.put(
                "operations",
                contract.operations().stream().map(ListCommand::asJson).toList());
        out.put("records", contract.records().stream().map(ListCommand::asJson).toList());
        out.put("enums", contract.enums());
        out.put(
                "exceptions",
                contract.exceptions().stream().map(ListCommand::asJson).toList());
        out.put("messages", contract.messages());
        return out;
    }

    private static Map<String, Object> asJson(io.rmix.introspect.OperationInfo operation) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", operation.name());
        out.put("parameters", fields(operation.parameters()));
        out.put("result", operation.result().toString());
        out.put("exceptions", operation.exceptions());
        out.put("oneWay", operation.oneWay());
        out.put("idempotent", operation.idempotent());
        out.put("serial", operation.serial());
        return out;
    }

    private static Map<String, Object> asJson(io.rmix.introspect.StructInfo struct) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", struct.name());
        out.put("javaName", struct.javaName());
        out.put("components", fields(struct.fields()));
        return out;
    }

    private static List<Map<String, String>> fields(List<io.rmix.introspect.FieldInfo> fields) {
        return fields.stream()
                .map(field -> Map.of("name", field.name(), "type", field.type().toString()))
                .toList();
    }
}
