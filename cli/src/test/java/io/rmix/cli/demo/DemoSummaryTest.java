package io.rmix.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.cli.demo.DemoSummary.Jobs;
import io.rmix.cli.demo.DemoSummary.Link;
import io.rmix.cli.demo.DemoSummary.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {
    private static final List<Link> LINKS = List.of(new Link("a", "b", "grpc"), new Link("b", "a", "soap"));

    private static Member member(String name, long delivered, String state, String order) {
        return new Member(name, 17, "java", List.of("grpc://127.0.0.1:1"), delivered, state, order);
    }

    @Test
    void theKeysAreThoseThatProgramsReadBy() {
        DemoSummary summary =
                DemoSummary.of(List.of(member("a", 30, "0f", "0e")), LINKS.subList(0, 1), new Jobs(12, 11, 1), 1.5);
        assertEquals("""
                {
                  "members" : [ {
                    "name" : "a",
                    "pid" : 17,
                    "language" : "java",
                    "endpoints" : [ "grpc://127.0.0.1:1" ],
                    "delivered" : 30,
                    "stateHash" : "0f",
                    "orderHash" : "0e"
                  } ],
                  "links" : [ {
                    "from" : "a",
                    "to" : "b",
                    "provider" : "grpc"
                  } ],
                  "jobs" : {
                    "submitted" : 12,
                    "completed" : 11,
                    "rejected" : 1
                  },
                  "identical" : true,
                  "elapsedSeconds" : 1.5,
                  "deliveredPerSecond" : 20.0
                }""", summary.json().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void oneDifferentHashIsSeen() {
        Jobs jobs = new Jobs(1, 1, 0);
        Member a = member("a", 30, "0f", "0e");
        assertTrue(DemoSummary.of(List.of(a, member("b", 30, "0f", "0e")), LINKS, jobs, 1)
                .identical());
        assertFalse(DemoSummary.of(List.of(a, member("b", 30, "00", "0e")), LINKS, jobs, 1)
                .identical());
        assertFalse(DemoSummary.of(List.of(a, member("b", 30, "0f", "00")), LINKS, jobs, 1)
                .identical());
    }

    @Test
    void theRateIsThatOfTheSlowestMember() {
        var members = List.of(member("a", 300, "0f", "0e"), member("b", 100, "0f", "0e"));
        assertEquals(50.0, DemoSummary.of(members, LINKS, new Jobs(0, 0, 0), 2).deliveredPerSecond());
    }

    @Test
    void aLostJobOrADifferenceIsNotGood() {
        List<Member> alike = List.of(member("a", 1, "0f", "0e"), member("b", 1, "0f", "0e"));
        assertTrue(DemoSummary.of(alike, LINKS, new Jobs(10, 8, 2), 1).isGood());
        assertFalse(DemoSummary.of(alike, LINKS, new Jobs(10, 8, 1), 1).isGood());
        List<Member> different = List.of(member("a", 1, "0f", "0e"), member("b", 1, "00", "0e"));
        assertFalse(DemoSummary.of(different, LINKS, new Jobs(10, 8, 2), 1).isGood());
    }
}
