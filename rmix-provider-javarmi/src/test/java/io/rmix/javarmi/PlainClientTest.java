package io.rmix.javarmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.javarmi.legacy.Account;
import io.rmix.javarmi.legacy.AccountServant;
import io.rmix.javarmi.legacy.PlainClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client in another process, with a class path without RMIX, uses what RMIX exports. */
@Timeout(60)
class PlainClientTest {
    @TempDir
    Path folder;

    private Map<String, String> run(Export export) throws Exception {
        try (JavaProcess client = JavaProcess.start(
                folder,
                PlainClient.class,
                List.of("-Dsun.rmi.transport.tcp.responseTimeout=20000"),
                export.endpoint().host(),
                "" + export.endpoint().port(),
                "account")) {
            return client.lines().stream()
                    .collect(Collectors.toMap(l -> l.split(" = ", 2)[0], l -> l.split(" = ", 2)[1]));
        }
    }

    @Test
    void usesAnAccount() throws Exception {
        try (Rmix rmix = Rmix.create()) {
            Export export = rmix.export(Account.class, new AccountServant(), "rmi://127.0.0.1:0/account");
            Map<String, String> seen = run(export);
            assertEquals("[account]", seen.get("list"));
            assertEquals("100", seen.get("deposit"));
            assertEquals("70", seen.get("withdraw"));
            assertEquals("io.rmix.javarmi.legacy.OverdrawnException: only 70", seen.get("overdrawn"));
            assertEquals("" + (1 << 20), seen.get("echo"));
            assertEquals("[Entry[name=a, amount=1, kind=IN, tags=[x, y]]]", seen.get("entries"));
            assertEquals("{k=2, l=1}", seen.get("totals"));
            assertEquals(
                    "true -7 8 0.5 Entry[name=a, amount=1, kind=IN, tags=[x, y]] OUT 1970-01-01T00:00:00Z PT1S",
                    seen.get("describe"));
            assertEquals("true", seen.get("copy"));
            assertEquals("true -7 0.25", seen.get("results"));
            assertEquals("OUT", seen.get("kind"));
            assertEquals("1970-01-01T00:00:00.000000001Z", seen.get("moved"));
            assertEquals("PT-0.0000015S", seen.get("until"));
            assertEquals("930", seen.get("missing cents"));
            assertEquals("[n0, n1, n2]", seen.get("notes"));
            assertTrue(seen.get("crash").startsWith("java.rmi.ServerException: "), seen::toString);
            assertTrue(!seen.get("crash").contains("password"), seen::toString);
            assertTrue(seen.get("null").startsWith("java.rmi.ServerException: "), seen::toString);
            assertEquals("java.rmi.NotBoundException: nobody", seen.get("missing"));
            for (String change : List.of("rebind", "unbind"))
                assertTrue(seen.get(change).contains("Registry." + change + " disallowed"), seen::toString);
            assertEquals("70", seen.get("again"));
        }
    }

    @Test
    void theHostInAStubIsTheEndpoints() throws Exception {
        try (Rmix rmix = Rmix.create()) {
            for (String host : List.of("127.0.0.1", "127.0.0.2", "localhost")) {
                Export export = rmix.export(Account.class, new AccountServant(), "rmi://" + host + ":0/account");
                Map<String, String> seen = run(export);
                String place = "[endpoint:[" + host + ":" + export.endpoint().port() + "](remote)";
                assertTrue(seen.get("stub").contains(place), seen::toString);
                assertEquals("100", seen.get("deposit"));
            }
        }
    }
}
