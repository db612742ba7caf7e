package io.rmix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "grpc://127.0.0.1:9000/greeter",
                "soap://host.example:0/a/b.c-d_e",
                "rmi://[::1]:1099/x",
                "local://here/kit",
                "grpc://127.0.0.1:9000"
            })
    void isPrintedAsItIsParsed(String text) {
        assertEquals(text, Endpoint.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "greeter, expected scheme://host:port/service",
        "grpc://, Expected authority",
        "grpc://h:70000/x, port must be 0 to 65535",
        "grpc://h:1/a//b, single slashes",
        "grpc://h:1/a b, Illegal character",
        "grpc://h:1/x?y=1, query",
        "grpc://me@h:1/x, user",
    })
    void saysWhatIsWrong(String text, String why) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text));
        assertTrue(e.getMessage().contains(why), e.getMessage());
        assertTrue(e.getMessage().contains("not an endpoint"), e.getMessage());
    }
}
