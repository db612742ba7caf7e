package io.rmix.dvm.runtime;

/** Names under which a node exports what it serves. */
final class Ports {
    /** {@link RingService}, at endpoints of members. */
    static final String RING = "dvm.v1.Ring";
    /** {@link ControlService}, at endpoints of members. */
    static final String CONTROL = "dvm.v1.Control";
    /** {@link FormationService}, at endpoints of members. */
    static final String FORMATION = "dvm.v1.Formation";

    /** {@link ReportService}, at endpoints of members. */
    static final String REPORT = "dvm.v1.Report";

    private Ports() {}
}
