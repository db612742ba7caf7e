package io.rmix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
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
                "grpc://127.0.0.1:9000",
                "grpc+unix:///run/user/0/a-b_c.1.sock/a/b.sock/c",
                "grpc+unix:///.sock"
            })
    void isPrintedAsItIsParsed(String text) {
        assertEquals(text, Endpoint.parse(text).toString());
    }

    @Test
    void aSocketsFileEndsAtTheFirstSocketAndHasNoPort() {
        Endpoint endpoint = Endpoint.parse("grpc+unix:///tmp/x.sock/y.sock");
        assertEquals(new Endpoint("grpc+unix", "/tmp/x.sock", -1, "y.sock"), endpoint);
        assertEquals("grpc+unix:///tmp/x.sock", endpoint.address());
        assertTrue(endpoint.isSocketFile());
        assertThrows(IllegalArgumentException.class, () -> endpoint.withPort(0));
        String longest = "/" + "x".repeat(94) + ".sock";
        assertEquals(longest, new Endpoint("grpc+unix", longest, -1, "").host());
        for (String host : List.of("/x" + longest.substring(1), "localhost", "/a.sock/b.sock", "/a", "a.sock"))
            assertThrows(IllegalArgumentException.class, () -> new Endpoint("grpc+unix", host, -1, ""), host);
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
        "grpc+unix:///tmp/a/b, expected grpc+unix:///path/to/file.sock/service",
        "grpc+unix://tmp/a.sock/b, no host",
        "grpc+unix:/tmp/%41.sock/b, letters",
        "grpc+unix:///tmp//a.sock/b, single slashes",
        "grpc+unix:///tmp/../a.sock/b, no . and ..",
        "grpc+unix:///tmp/./a.sock, no . and ..",
        "grpc+unix:///tmp/a.sock/b c, Illegal character",
        "grpc+unix:///tmp/a.sock//b, single slashes",
        "grpc+unix:///tmp/a.sock/b?x, query",
    })
    void saysWhatIsWrong(String text, String why) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text));
        assertTrue(e.getMessage().contains(why), e.getMessage());
        assertTrue(e.getMessage().contains("not an endpoint"), e.getMessage());
    }
}
