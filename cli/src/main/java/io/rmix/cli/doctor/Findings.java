package io.rmix.cli.doctor;

import io.rmix.cli.doctor.Finding.Check;
import io.rmix.cli.doctor.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the checks have found. For one thread. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    void error(Check check, String where, String what, String remedy) {
        all.add(new Finding(Severity.ERROR, check, where, what, remedy));
    }

    void warning(Check check, String where, String what, String remedy) {
        all.add(new Finding(Severity.WARNING, check, where, what, remedy));
    }

    void note(Check check, String where, String what, String remedy) {
        all.add(new Finding(Severity.NOTE, check, where, what, remedy));
    }

    /** The worst first; equally bad ones in the order of the checks. */
    List<Finding> sorted() {
        return all.stream()
                .distinct()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    boolean hasErrors() {
        return all.stream().anyMatch(each -> each.severity() == Severity.ERROR);
    }
}
