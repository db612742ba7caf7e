package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.contract.Contract;
import io.rmix.contract.ProtoSchema;
import io.rmix.testkit.KitService;
import io.rmix.testkit.PythonScript;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Python code for the contract test's service, made as any user makes it: from the emitted .proto, by protoc. */
final class PythonStubs {
    /** Files that other projects publish, by the name that they get here; Python's own grpc package is in the way of theirs. */
    private static final Map<String, String> PUBLISHED = Map.of(
            "google/protobuf/any.proto", "google/protobuf/any.proto",
            "google/protobuf/duration.proto", "google/protobuf/duration.proto",
            "google/protobuf/timestamp.proto", "google/protobuf/timestamp.proto",
            "status.proto", "google/rpc/status.proto",
            "reflection.proto", "grpc/reflection/v1alpha/reflection.proto");

    private PythonStubs() {}

    /** Puts modules and what the programs share into a folder. */
    static void generate(Path folder) throws Exception {
        Path sources = folder.resolve("protos");
        for (Map.Entry<String, String> file : PUBLISHED.entrySet()) {
            Path target = sources.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            try (InputStream in = PythonStubs.class.getResourceAsStream("/" + file.getValue())) {
                Files.write(target, Objects.requireNonNull(in, file.getValue()).readAllBytes());
            }
        }
        Files.writeString(
                sources.resolve("kit.proto"),
                ProtoSchema.of(Contract.of(KitService.class)).text());
        Path ours = Path.of("../proto/src").toAbsolutePath().normalize();
        run(List.of(
                "sh",
                "-c",
                "protoc -I \"$0\" -I \"$1\" --plugin=protoc-gen-grpc_python=\"$(command -v grpc_python_plugin)\""
                        + " --python_out=\"$2\" --grpc_python_out=\"$2\""
                        + " kit.proto status.proto reflection.proto rmix/v1/lane.proto rmix/v1/context.proto rmix/v1/types.proto",
                sources.toString(),
                ours.toString(),
                folder.toString()));
        for (String name : List.of("kit_messages.py", "kit-values.json"))
            PythonScript.copy(PythonStubs.class, name, folder);
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
