package io.rmix.cli.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.cli.UserError;
import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import io.rmix.contract.Type;
import io.rmix.testkit.KitService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes in as JSON comes out the same; what does not fit is told with its place. */
class JsonTest {
    private static final Contract KIT = Contract.of(KitService.class);

    private static Type type(String operation) {
        return KIT.find(operation).result();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "echoBoolean   | true",
                "echoInt       | -2147483648",
                "echoLong      | 9223372036854775807",
                "echoDouble    | 1.5",
                "echoDouble    | \"-Infinity\"",
                "echoString    | \"\\u0000 é\"",
                "echoBytes     | \"AAH/\"",
                "echoEnum      | \"BLUE\"",
                "echoStrings   | [\"a\",\"\"]",
                "echoMap       | {\"a\":1,\"\":2}",
                "echoOptional  | null",
                "echoOptional  | \"x\"",
                "echoInstant   | \"0001-01-01T00:00:00Z\"",
                "echoDuration  | \"PT-1.5S\"",
                "echoNested    | {\"-1\":[null,[],[\"x\"]]}",
                "echoRef       | \"rmix:00000000-0000-0001-0000-000000000002@h,grpc://h:1/a=b.C\"",
                "echoMessage   | {\"executed\":\"7\"}",
            })
    void valuesKeepTheirForm(String operation, String json) {
        Object value = JsonReader.argument(type(operation), json, "argument");
        assertEquals(
                JsonReader.parse(json, "").toString(),
                JsonWriter.write(type(operation), value).toString());
    }

    @Test
    void textsMayBeWithoutQuotes() {
        assertEquals("123", JsonReader.argument(type("echoString"), "123", ""));
        assertEquals(KitService.Colour.RED, JsonReader.argument(type("echoEnum"), "RED", ""));
        assertEquals("a", JsonReader.argument(type("echoString"), "\"a\"", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "echoInt      | 2147483648     | a: expected a whole number of 32 bits, not 2147483648",
                "echoInt      | 1.0            | a: expected a whole number of 32 bits, not 1.0",
                "echoInt      | x              | a: no JSON: ",
                "echoInt      | 1 2            | a: no JSON: ",
                "echoEnum     | red            | a: expected one of RED, GREEN, BLUE, not \"red\"",
                "echoStrings  | [\"a\",1]      | a[1]: expected a text in quotes, not 1",
                "echoMap      | {\"k\":\"v\"}  | a[k]: expected a whole number of 64 bits, not \"v\"",
                "echoRecord   | {}             | a.name: is missing",
                "echoRecord   | {\"x\":1}      | a: Line has no component 'x'; there are [name, ",
                "echoInstant  | yesterday      | a: expected a time such as 2026-01-31T12:00:00Z: ",
                "echoBytes    | ?              | a: expected base64: ",
            })
    void whatDoesNotFitIsToldWithItsPlace(String operation, String json, String message) {
        var e = assertThrows(UserError.class, () -> JsonReader.argument(type(operation), json, "a"));
        assertTrue(e.getMessage().startsWith(message.strip()), e.getMessage());
    }

    @Test
    void theTargetIsServiceAndMethod() {
        assertEquals("a.b/c.d", Target.parse("grpc://h:1/a.b/c.d.e").endpoint().service());
        assertEquals("e", Target.parse("grpc://h:1/a.b/c.d.e").method());
        for (String bad :
                new String[] {"grpc://h:1/a", "grpc://h:1/a.b/c", "grpc://h:1", "grpc://h:1/a.", "grpc://h:1/.a"})
            assertTrue(
                    assertThrows(UserError.class, () -> Target.parse(bad))
                            .getMessage()
                            .contains("no method"),
                    bad);
        Operation none = KIT.find("nothing");
        assertEquals(0, Arguments.ofTexts(none, java.util.List.of()).length);
    }
}
