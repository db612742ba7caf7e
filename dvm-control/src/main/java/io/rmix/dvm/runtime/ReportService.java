package io.rmix.dvm.runtime;

import io.rmix.Idempotent;
import io.rmix.Name;

/** {@code dvm.v1.Report}: how a member is, told to the other members at their endpoints; it changes nothing. */
@Name("dvm.v1.Report")
public interface ReportService {
    /** The member as it is. Answers within a second, and without what it did not learn of itself by then. */
    @Idempotent
    MemberReport report();
}
