package io.rmix.grpc;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.rmix.Endpoint;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import io.rmix.testkit.KitValues;
import io.rmix.testkit.NeedsTools;
import io.rmix.testkit.PythonScript;
import io.rmix.testkit.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Python programs that have grpcio and no RMIX call an exported servant with every type, and see how calls fail. */
@NeedsTools({Tool.PYTHON, Tool.GRPCIO, Tool.PROTOBUF, Tool.PROTOC, Tool.PROTOC_GRPC})
class PythonClientTest extends Fixture {
    /** Echo operations, and a few checks of their own. */
    private static final int LEAST_CHECKS = KitValues.ALL.size() + 4;

    @TempDir
    static Path folder;

    @BeforeAll
    static void generate() throws Exception {
        PythonStubs.generate(folder);
    }

    @TestFactory
    List<DynamicTest> withStubsFromTheEmittedProto() throws Exception {
        return run("kit_client.py");
    }

    @TestFactory
    List<DynamicTest> withReflectionAlone() throws Exception {
        return run("kit_reflection.py");
    }

    private List<DynamicTest> run(String program) throws Exception {
        Map<String, List<Object>> seen = new ConcurrentHashMap<>();
        Endpoint endpoint = rmix().export(
                        KitService.class, KitValues.recording(new KitServant(), seen), ANYWHERE + "kit")
                .endpoint();
        try (PythonScript client = PythonScript.start(folder, getClass(), program, endpoint.port())) {
            List<DynamicTest> tests = client.results(LEAST_CHECKS);
            tests.add(dynamicTest("the servant was given all values", () -> KitValues.assertAllSeen(seen)));
            return tests;
        }
    }
}
