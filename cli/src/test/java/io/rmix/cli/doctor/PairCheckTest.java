package io.rmix.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.cli.doctor.Finding.Severity;
import io.rmix.dvm.runtime.MemberFacts;
import io.rmix.dvm.runtime.Reach;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of ways between members. */
class PairCheckTest {
    private static final String AT = "grpc://10.0.0.1:7001";

    private static LiveMember member(String name) {
        MemberFacts facts = new MemberFacts(
                "demo",
                name,
                1,
                1,
                1,
                "OPERATIONAL",
                "",
                "1",
                "1.0",
                1,
                "17",
                0,
                "majority",
                1,
                1,
                "1",
                List.of(),
                List.of(),
                List.of("grpc://10.0.0.1:900" + name.length()));
        return new LiveMember(facts, Endpoint.parse(AT), 1, 0);
    }

    private static Pair pair(String from, String to, boolean preferred, String answeredBy, String failure) {
        return new Pair(from, new Reach(to, AT, preferred, answeredBy, 1, failure));
    }

    private static List<Finding> findings(Pair... pairs) {
        Findings findings = new Findings();
        PairCheck.check(List.of(member("a"), member("b")), List.of(pairs), findings);
        return findings.sorted();
    }

    @Test
    void aWayThatALinkWouldTakeIsAnErrorIfItIsClosed() {
        List<Finding> found = findings(pair("a", "b", true, "", "connection refused"), pair("b", "a", true, "a#1", ""));
        assertEquals(1, found.size());
        assertEquals(Severity.ERROR, found.get(0).severity());
        assertEquals("a -> b at " + AT, found.get(0).where());
        assertEquals(
                "not reached, though the other way is open: connection refused",
                found.get(0).what());
        assertTrue(found.get(0).remedy().contains("dvm link set b OTHER-PROVIDER --at grpc://10.0.0.1:9001"));
    }

    @Test
    void anotherEndpointIsAWarning() {
        assertEquals(
                Severity.WARNING,
                findings(pair("a", "b", false, "", "refused")).get(0).severity());
    }

    @Test
    void whoAnswersForSomebodyElseIsFound() {
        assertEquals(
                "c#7 answers there, not b",
                findings(pair("a", "b", true, "c#7", "")).get(0).what());
    }

    @Test
    void whoDoesNotRunIsNoMatterOfPairs() {
        assertEquals(List.of(), findings(pair("a", "dead", true, "", "refused"), pair("a", "b", true, "b#1", "")));
    }
}
