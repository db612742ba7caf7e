package io.rmix.cli.members;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.rmix.cli.Printable;
import io.rmix.cli.TextTable;
import io.rmix.dvm.runtime.MemberEntry;
import io.rmix.dvm.runtime.MemberReport;
import io.rmix.dvm.runtime.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A view and its members for people, and for programs. */
final class MembershipText {
    private static final List<String> COLUMNS = List.of(
            "name", "incarnation", "role", "priority", "state", "position", "lag", "suspected by", "client endpoints");

    private MembershipText() {}

    /** Anything as JSON over several lines. */
    static String json(Object value) throws JsonProcessingException {
        return new ObjectMapper()
                .registerModule(new Jdk8Module())
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(value);
    }

    static void print(Membership view, boolean json) throws JsonProcessingException {
        if (json) System.out.println(json(view));
        else lines(view).stream().map(Printable::of).forEach(System.out::println);
    }

    /** The view, its quorum, a table of members, and what there is to say beside. */
    static List<String> lines(Membership view) {
        List<String> lines = new ArrayList<>();
        lines.add(
                view.view() == 0
                        ? view.asked() + " of " + view.dvm() + " is in no view yet"
                        : "view " + view.view() + " of " + view.dvm() + ", lineage " + view.lineage() + ", as "
                                + view.asked() + " has it");
        if (view.view() > 0) lines.add(quorum(view));
        if (!view.writesRefused().isEmpty()) lines.add(view.writesRefused());
        lines.addAll(TextTable.lines(
                COLUMNS, view.members().stream().map(each -> row(view, each)).toList()));
        for (MemberEntry each : view.members()) lines.addAll(notes(each));
        return lines;
    }

    static String quorum(Membership view) {
        return "quorum (" + view.policy().toLowerCase(Locale.ROOT) + "): " + view.answering() + " of " + view.voters()
                + " voters answer, "
                + (view.quorum()
                        ? "which is one: writes " + (view.writesRefused().isEmpty() ? "go through" : "are refused")
                        : "which is none: writes wait");
    }

    private static List<String> row(Membership view, MemberEntry member) {
        boolean inView = !member.role().equals(MemberEntry.OUTSIDE);
        return List.of(
                member.name(),
                inView ? Long.toString(member.incarnation()) : "-",
                inView ? member.role().toLowerCase(Locale.ROOT) : "-",
                Integer.toString(member.priority()),
                state(view, member),
                number(member.report().map(MemberReport::position).orElse(MemberReport.UNKNOWN)),
                number(member.lag()),
                member.suspicions().isEmpty()
                        ? "-"
                        : member.suspicions().stream()
                                .map(MemberEntry.Suspicion::by)
                                .collect(Collectors.joining(" ")),
                member.report()
                        .map(report -> String.join(" ", report.clientEndpoints()))
                        .orElse("?"));
    }

    private static String number(long value) {
        return value == MemberReport.UNKNOWN ? "-" : Long.toString(value);
    }

    private static String state(Membership view, MemberEntry member) {
        if (member.report().isEmpty()) return "no answer";
        MemberReport report = member.report().get();
        if (member.role().equals(MemberEntry.OUTSIDE) && report.view() == 0) return report.state();
        if (!member.role().equals(MemberEntry.OUTSIDE) && !member.isAnswered()) return "restarted, " + report.state();
        boolean same = report.view() == view.view() && report.lineage().equals(view.lineage());
        boolean lineage = report.lineage().equals(view.lineage());
        return same
                ? report.state()
                : report.state() + " in view " + report.view() + (lineage ? "" : " of another lineage");
    }

    private static List<String> notes(MemberEntry member) {
        List<String> notes = new ArrayList<>();
        if (!member.silence().isEmpty()) notes.add(member.name() + " does not answer: " + member.silence());
        member.report()
                .filter(report -> !report.reason().isEmpty())
                .ifPresent(report -> notes.add(member.name() + " is " + report.state() + ": " + report.reason()));
        for (MemberEntry.Suspicion each : member.suspicions())
            notes.add(member.name() + " is suspected: " + each.reason());
        return notes;
    }
}
