package io.rmix.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.cli.demo.DemoSummary.Course;
import io.rmix.cli.demo.DemoSummary.Jobs;
import io.rmix.cli.demo.DemoSummary.Link;
import io.rmix.cli.demo.DemoSummary.Member;
import io.rmix.examples.jobqueue.replay.Pause;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {
    private static final List<Link> LINKS = List.of(new Link("a", "b", "grpc"), new Link("b", "a", "soap"));

    private static Member member(String name, long delivered, String state, String order) {
        return new Member(name, 17, "java", "OPERATIONAL", List.of("grpc://127.0.0.1:1"), delivered, state, order);
    }

    private static Course course(double seconds, String... kills) {
        DemoPlan plan = DemoPlan.of(11, List.of(kills), List.of(), List.of(), kills.length == 0);
        return new Course(4, plan, new Pause(3, 20.5, 2100), seconds);
    }

    @Test
    void theKeysAreThoseThatProgramsReadBy() {
        DemoSummary summary = DemoSummary.of(
                List.of(member("a", 30, "0f", "0e")), LINKS.subList(0, 1), new Jobs(12, 11, 1), course(1.5, "k@25%"));
        assertEquals("""
                {
                  "members" : [ {
                    "name" : "a",
                    "pid" : 17,
                    "language" : "java",
                    "state" : "OPERATIONAL",
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
                  "views" : 4,
                  "events" : [ {
                    "at" : 25,
                    "kind" : "kill",
                    "member" : "k"
                  } ],
                  "pause" : {
                    "jobs" : 3,
                    "p50Millis" : 20.5,
                    "maxMillis" : 2100.0
                  },
                  "elapsedSeconds" : 1.5,
                  "deliveredPerSecond" : 20.0
                }""", summary.json().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void oneDifferentHashIsSeen() {
        Jobs jobs = new Jobs(1, 1, 0);
        Member a = member("a", 30, "0f", "0e");
        assertTrue(DemoSummary.of(List.of(a, member("b", 30, "0f", "0e")), LINKS, jobs, course(1))
                .identical());
        assertFalse(DemoSummary.of(List.of(a, member("b", 30, "00", "0e")), LINKS, jobs, course(1))
                .identical());
        assertFalse(DemoSummary.of(List.of(a, member("b", 30, "0f", "00")), LINKS, jobs, course(1))
                .identical());
    }

    @Test
    void theRateIsThatOfTheSlowestMember() {
        var members = List.of(member("a", 300, "0f", "0e"), member("b", 100, "0f", "0e"));
        assertEquals(
                50.0,
                DemoSummary.of(members, LINKS, new Jobs(0, 0, 0), course(2)).deliveredPerSecond());
    }

    @Test
    void theRateIsThatOfMembersThatRanAllTheTime() {
        var members = List.of(member("a", 300, "0f", "0e"), member("b", 100, "0f", "0e"));
        DemoPlan plan = DemoPlan.of(3, List.of("b@10%"), List.of("b@20%"), List.of(), false);
        Course course = new Course(4, plan, new Pause(0, 0, 0), 2);
        assertEquals(
                150.0, DemoSummary.of(members, LINKS, new Jobs(0, 0, 0), course).deliveredPerSecond());
    }

    @Test
    void aLostJobOrADifferenceIsNotGood() {
        List<Member> alike = List.of(member("a", 1, "0f", "0e"), member("b", 1, "0f", "0e"));
        assertTrue(DemoSummary.of(alike, LINKS, new Jobs(10, 8, 2), course(1)).isGood());
        assertFalse(DemoSummary.of(alike, LINKS, new Jobs(10, 8, 1), course(1)).isGood());
        List<Member> different = List.of(member("a", 1, "0f", "0e"), member("b", 1, "00", "0e"));
        assertFalse(
                DemoSummary.of(different, LINKS, new Jobs(10, 8, 2), course(1)).isGood());
    }
}
