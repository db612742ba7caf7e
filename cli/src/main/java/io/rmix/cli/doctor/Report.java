package io.rmix.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rmix.cli.TextTable;
import io.rmix.cli.doctor.Finding.Severity;
import io.rmix.dvm.runtime.MemberFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All that is told.
 *
 * @param members that answered
 * @param pairs that were tried
 * @param findings the worst first
 */
record Report(List<LiveMember> members, List<Pair> pairs, List<Finding> findings) {
    private static final double MICROS_IN_MILLI = 1000;

    /** For people. */
    void print(Consumer<String> out) {
        if (!members.isEmpty()) {
            TextTable.lines(
                            List.of("member", "state", "view", "rmix", "protocol", "java", "clock", "asked at"),
                            members.stream().map(Report::row).toList())
                    .forEach(out);
            out.accept("");
        }
        if (!pairs.isEmpty()) {
            TextTable.lines(
                            List.of("from", "to", "endpoint", "link", "ms", "result"),
                            pairs.stream().map(Report::row).toList())
                    .forEach(out);
            out.accept("");
        }
        for (Finding each : findings) {
            out.accept(each.severity() + " " + each.check() + " " + each.where());
            out.accept("  " + each.what());
            if (!each.remedy().isEmpty()) out.accept("  do: " + each.remedy());
        }
        out.accept(count(Severity.ERROR) + " errors, " + count(Severity.WARNING) + " warnings, "
                + count(Severity.NOTE) + " notes; " + members.size() + " members answered, "
                + pairs.stream().filter(Pair::isReached).count() + " of " + pairs.size()
                + " ways between them are open");
    }

    private long count(Severity severity) {
        return findings.stream().filter(each -> each.severity() == severity).count();
    }

    private static List<String> row(LiveMember member) {
        MemberFacts facts = member.facts();
        return List.of(
                facts.name(),
                facts.state(),
                Long.toString(facts.view()),
                facts.rmix().isEmpty() ? "?" : facts.rmix(),
                Integer.toString(facts.protocol()),
                facts.java(),
                String.format(Locale.ROOT, "%+.0f ms", member.skew()),
                member.at().address());
    }

    private static List<String> row(Pair pair) {
        boolean answered = !pair.to().answeredBy().isEmpty();
        return List.of(
                pair.from(),
                pair.to().member(),
                pair.to().endpoint(),
                pair.to().preferred() ? "first" : "other",
                answered ? String.format(Locale.ROOT, "%.1f", pair.to().micros() / MICROS_IN_MILLI) : "-",
                pair.isReached()
                        ? "ok"
                        : answered
                                ? "answered by " + pair.to().answeredBy()
                                : pair.to().failure());
    }

    /** For programs: one object. */
    String json() throws JsonProcessingException {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("members", members.stream().map(Report::json).toList());
        out.put("pairs", pairs.stream().map(Report::json).toList());
        out.put("findings", findings.stream().map(Report::json).toList());
        out.put("errors", count(Severity.ERROR));
        out.put("warnings", count(Severity.WARNING));
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(out);
    }

    private static Map<String, Object> json(LiveMember member) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("at", member.at().address());
        out.put("roundTripMillis", member.millis());
        out.put("clockSkewMillis", member.skew());
        out.put("facts", member.facts());
        return out;
    }

    private static Map<String, Object> json(Pair pair) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("from", pair.from());
        out.put("to", pair.to().member());
        out.put("endpoint", pair.to().endpoint());
        out.put("preferred", pair.to().preferred());
        out.put("reached", pair.isReached());
        out.put("answeredBy", pair.to().answeredBy());
        out.put("micros", pair.to().micros());
        out.put("failure", pair.to().failure());
        return out;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("severity", finding.severity().name());
        out.put("check", finding.check().toString());
        out.put("where", finding.where());
        out.put("what", finding.what());
        out.put("remedy", finding.remedy());
        return out;
    }
}
