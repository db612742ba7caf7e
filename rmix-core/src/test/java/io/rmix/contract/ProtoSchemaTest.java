package io.rmix.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import io.rmix.contract.Samples.Everything;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schema, and the encodings kept in proto/vectors/contract for implementations in other languages. */
class ProtoSchemaTest {
    private static final Contract CONTRACT = Contract.of(Everything.class);
    private static final ProtoSchema SCHEMA = ProtoSchema.of(CONTRACT);

    @Test
    void theServiceHasTheNameOfTheContract() {
        assertEquals("rmix.vectors.Everything", SCHEMA.service().getFullName());
        assertEquals("rmix/vectors/Everything.proto", SCHEMA.file().getName());
        assertEquals(CONTRACT.operations().size(), SCHEMA.service().getMethods().size());
        assertEquals(
                "google.protobuf.Struct",
                SCHEMA.request(CONTRACT.find("message")).getFullName());
        assertEquals(
                "rmix.vectors.EverythingTypes.SumRequest",
                SCHEMA.request(CONTRACT.find("sum")).getFullName());
    }

    @Test
    void theSourceIsAsKept() throws Exception {
        assertEquals(Files.readString(Vectors.FOLDER.resolve("everything.proto")), SCHEMA.text());
    }

    @Test
    void theEncodingsAreAsKept() throws Exception {
        assertEquals(Files.readString(Vectors.FOLDER.resolve("everything.txt")), Vectors.text(CONTRACT));
    }

    /** The text is what an implementation in another language starts from: it must be the message of the bytes. */
    @Test
    void theTextOfEachVectorIsThatOfItsBytes() throws Exception {
        List<String> lines = Files.readAllLines(Vectors.FOLDER.resolve("everything.txt"), StandardCharsets.UTF_8);
        int checked = 0;
        for (int i = 0; i + 2 < lines.size(); i++) {
            if (!lines.get(i).startsWith("message ") || lines.get(i).startsWith("message google.")) {
                continue;
            }
            String name = lines.get(i).substring(lines.get(i).lastIndexOf('.') + 1);
            DynamicMessage.Builder builder = DynamicMessage.newBuilder(
                    SCHEMA.file().getMessageTypes().get(0).findNestedTypeByName(name));
            TextFormat.merge(lines.get(i + 1).substring("text".length()), builder);
            byte[] bytes = HexFormat.of()
                    .parseHex(lines.get(i + 2).substring("hex".length()).strip());
            assertEquals(DynamicMessage.parseFrom(builder.getDescriptorForType(), bytes), builder.build());
            checked++;
        }
        assertTrue(checked > 100, "checked " + checked);
    }
}
