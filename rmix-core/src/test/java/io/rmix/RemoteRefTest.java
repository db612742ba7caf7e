package io.rmix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteRefTest {
    private static final String GUID = "5f0b4c9e-1f6e-4b53-9d1b-6f3c2d1a0b9c";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rmix:" + GUID
                        + "@host-1,grpc://127.0.0.1:9000/bank=bank.Bank+bank.Audit,soap://[::1]:80/bank=bank.Bank",
                "rmix:" + GUID + ",local://here/kit",
                "rmix:" + GUID + "@b.c_d,rmi://h:1/a/b=x"
            })
    void isPrintedAsItIsParsed(String text) {
        assertEquals(text, RemoteRef.parse(text).toString());
    }

    @Test
    void whatIsPrintedIsParsed() {
        RemoteRef ref = new RemoteRef(
                UUID.fromString(GUID),
                "here",
                List.of(
                        new RemoteRef.Entry(Endpoint.parse("grpc://h:1/a"), List.of("a.A", "b.B")),
                        new RemoteRef.Entry(Endpoint.parse("soap://h:2/a"), List.of())));
        assertEquals(ref, RemoteRef.parse(ref.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grpc://h:1/a | expected rmix:",
                "rmix:1-2-3-4-5,grpc://h:1/a | is no GUID",
                "rmix:x,grpc://h:1/a | is no GUID",
                "rmix:" + GUID + " | needs an endpoint",
                "rmix:" + GUID + ",greeter | expected scheme://host:port/service",
                "rmix:" + GUID + "@a/b,grpc://h:1/a | a host has",
                "rmix:" + GUID + ",grpc://h:1/a=b c | has no , = +"
            })
    void badOnesAreRefused(String text, String why) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> RemoteRef.parse(text));
        assertTrue(e.getMessage().contains(why), e::getMessage);
    }

    @Test
    void identityIsTheGuidsAlone() {
        RemoteRef one = RemoteRef.parse("rmix:" + GUID + "@a,grpc://h:1/a=b.C");
        assertTrue(one.isSameObject(RemoteRef.parse("rmix:" + GUID + ",soap://g:2/x=b.C")));
        assertFalse(one.isSameObject(new RemoteRef(UUID.randomUUID(), "a", one.endpoints())));
    }

    @Test
    void endpointsAreFoundByContract() {
        RemoteRef ref = RemoteRef.parse("rmix:" + GUID + ",grpc://h:1/a=A,soap://h:2/b=B,rmi://h:3/c=A+B");
        assertEquals(List.of(Endpoint.parse("soap://h:2/b"), Endpoint.parse("rmi://h:3/c")), ref.endpointsFor("B"));
    }
}
