package io.rmix.soap;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.rmix.Endpoint;
import io.rmix.Rmix;
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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client in Python that has zeep and the served WSDL calls an exported servant with every type, and sees how calls fail. */
@NeedsTools({Tool.PYTHON, Tool.ZEEP})
@Timeout(120)
class ZeepClientTest {
    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> soap11() throws Exception {
        return run("KitServicePort");
    }

    @TestFactory
    List<DynamicTest> soap12() throws Exception {
        return run("KitServiceSoap12Port");
    }

    private List<DynamicTest> run(String port) throws Exception {
        Map<String, List<Object>> seen = new ConcurrentHashMap<>();
        try (Rmix rmix = Rmix.create()) {
            Endpoint endpoint = rmix.export(
                            KitService.class, KitValues.recording(new KitServant(), seen), "soap://127.0.0.1:0/kit")
                    .endpoint();
            String wsdl = "http://127.0.0.1:" + endpoint.port() + "/kit?wsdl";
            try (PythonScript client = PythonScript.start(folder, getClass(), "kit_zeep.py", wsdl, port)) {
                List<DynamicTest> tests = client.results(KitValues.ALL.size() + 5);
                tests.add(dynamicTest("the servant was given all values", () -> KitValues.assertAllSeen(seen)));
                return tests;
            }
        }
    }
}
