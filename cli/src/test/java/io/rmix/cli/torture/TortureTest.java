package io.rmix.cli.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmix.cli.demo.DvmProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dvm torture} at modest length, as its user meets it. The long runs are for people who ask for them. */
@Timeout(900)
class TortureTest {
    private static final long PATIENCE_SECONDS = 400;

    @TempDir
    Path temp;

    /** The seed has every kind of fault within this time, where the network can fail in every way. */
    @Test
    void aMajorityGoesOn() throws Exception {
        String[] arguments = {"--minutes", "0.4", "--members", "5", "--seed", "1267", "--suspicion", "2s", "--json"};
        try (var torture = DvmProcess.start(
                temp, Stream.concat(Stream.of("torture"), Stream.of(arguments)).toArray(String[]::new))) {
            JsonNode all = good(torture);
            assertEquals(
                    List.of(
                            "quorum",
                            "network",
                            "seed",
                            "elapsedSeconds",
                            "faults",
                            "skipped",
                            "views",
                            "smallestView",
                            "positions",
                            "hashes",
                            "members",
                            "pauses",
                            "operations",
                            "repeat",
                            "folder",
                            "violationCount",
                            "violations"),
                    keys(all));
            assertEquals(1267, all.get("seed").intValue());
            assertTrue(all.get("repeat").textValue().contains("--seed 1267 --members 5 --links grpc,rmi,soap"));
            assertFalse(Files.exists(Path.of(all.get("folder").textValue())), "nobody needs it");
        }
    }

    @Test
    void survivorsGoOnDownToOne() throws Exception {
        Path keep = temp.resolve("kept");
        try (var torture = DvmProcess.start(
                temp,
                "torture",
                "--minutes",
                "0.2",
                "--members",
                "3",
                "--quorum",
                "survivors",
                "--faults",
                "storm",
                "--seed",
                "3",
                "--keep",
                keep.toString(),
                "--json")) {
            JsonNode all = good(torture);
            assertEquals("survivors", all.get("quorum").textValue());
            assertEquals(1, all.get("smallestView").intValue(), all::toString);
            assertTrue(Files.exists(keep.resolve("a-1.log")));
        }
    }

    private static JsonNode good(DvmProcess torture) throws Exception {
        assertEquals(0, torture.code(PATIENCE_SECONDS), torture::err);
        JsonNode all = torture.json();
        assertEquals(0, all.get("violationCount").intValue());
        assertTrue(all.get("faults").size() > 0, all::toString);
        assertTrue(all.get("views").intValue() > 2, all::toString);
        assertTrue(all.get("hashes").intValue() > 0, all::toString);
        JsonNode operations = all.get("operations");
        assertTrue(operations.get("acknowledged").intValue() > 100, all::toString);
        assertEquals(operations.get("submitted"), operations.get("acknowledged"));
        return all;
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
