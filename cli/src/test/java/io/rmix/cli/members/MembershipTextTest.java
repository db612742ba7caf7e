package io.rmix.cli.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmix.cli.Printable;
import io.rmix.dvm.runtime.MemberEntry;
import io.rmix.dvm.runtime.MemberReport;
import io.rmix.dvm.runtime.Membership;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MembershipTextTest {
    private static MemberEntry entry(String name, String role, Optional<MemberReport> report) {
        return new MemberEntry(
                name,
                role.equals(MemberEntry.OUTSIDE) ? 0 : 1,
                5,
                role,
                List.of("grpc://10.0.0.1:1"),
                report.isEmpty() ? List.of(new MemberEntry.Suspicion("a", "silent for 9 ms")) : List.of(),
                report.isPresent() ? 0 : MemberReport.UNKNOWN,
                report,
                report.isEmpty() ? "nobody listens" : "");
    }

    private static Optional<MemberReport> report(
            String name, long incarnation, String state, long view, String lineage) {
        return Optional.of(new MemberReport(
                name, incarnation, state, "", view, lineage, 7, List.of("grpc://h:1"), Optional.empty()));
    }

    private static Membership of(MemberEntry... members) {
        return new Membership("d", "a", 3, "aa", "MAJORITY", 3, 1, false, "", List.of(members));
    }

    private static String row(MemberEntry member) {
        return MembershipText.lines(of(member)).get(3).replaceAll(" +", " ");
    }

    @Test
    void aViewOfFewerThanTheWriteFloorSaysThatItTakesNoWrites() {
        Membership few = new Membership("d", "a", 3, "aa", "SURVIVORS", 1, 1, true, "view 3 has 1 voter", List.of());
        assertEquals(
                List.of(
                        "quorum (survivors): 1 of 1 voters answer, which is one: writes are refused",
                        "view 3 has 1 voter"),
                MembershipText.lines(few).subList(1, 3));
    }

    @Test
    void aMemberIsShownAsItSaysItselfAndHowItStandsToTheView() {
        assertEquals(
                "a 1 voter 5 OPERATIONAL 7 0 - grpc://h:1",
                row(entry("a", "VOTER", report("a", 1, "OPERATIONAL", 3, "aa"))));
        assertEquals("a 1 voter 5 no answer - - a ?", row(entry("a", "VOTER", Optional.empty())));
        assertEquals(
                "a 1 learner 5 restarted, JOINING 7 0 - grpc://h:1",
                row(entry("a", "LEARNER", report("a", 2, "JOINING", 0, ""))));
        assertEquals(
                "a 1 voter 5 FROZEN in view 2 7 0 - grpc://h:1",
                row(entry("a", "VOTER", report("a", 1, "FROZEN", 2, "aa"))));
        assertEquals(
                "a 1 voter 5 OPERATIONAL in view 3 of another lineage 7 0 - grpc://h:1",
                row(entry("a", "VOTER", report("a", 1, "OPERATIONAL", 3, "bb"))));
        assertEquals("a - - 5 JOINING 7 0 - grpc://h:1", row(entry("a", "OUTSIDE", report("a", 2, "JOINING", 0, ""))));
    }

    @Test
    void whatThereIsToSayStandsBelow() {
        List<String> lines = MembershipText.lines(of(entry("b", "VOTER", Optional.empty())));
        assertEquals("quorum (majority): 1 of 3 voters answer, which is none: writes wait", lines.get(1));
        assertEquals(
                List.of("b does not answer: nobody listens", "b is suspected: silent for 9 ms"), lines.subList(4, 6));
    }

    @Test
    void linksAreThoseOfTheViewAlsoWhereNobodyAnswers() throws Exception {
        var links = LinksCommand.of(of(
                entry("a", "VOTER", report("a", 1, "OPERATIONAL", 3, "aa")),
                entry("b", "VOTER", Optional.empty()),
                entry("c", "OUTSIDE", Optional.empty())));
        JsonNode json = new ObjectMapper().readTree(MembershipText.json(links));
        assertEquals(
                "[{\"from\":\"a\",\"to\":\"b\",\"link\":null},{\"from\":\"b\",\"to\":\"a\",\"link\":null}]",
                json.toString());
        assertTrue(LinksCommand.of(of(entry("a", "VOTER", Optional.empty()))).isEmpty());
    }

    @Test
    void nothingThatATerminalObeysIsPrinted() {
        assertEquals("a [31mb c é", Printable.of("a\u001b[31mb\nc é"));
    }
}
