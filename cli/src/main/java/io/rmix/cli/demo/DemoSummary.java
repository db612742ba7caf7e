package io.rmix.cli.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;

/**
 * How a demo ended; with {@code --json}, this is what is printed, under these names.
 *
 * @param members in ring order
 * @param links from each member to its successor
 * @param jobs what became of the trace
 * @param identical whether all state hashes are equal and all order hashes are equal
 * @param elapsedSeconds from the first submission to the last answer
 * @param deliveredPerSecond messages a second at the member that delivered least
 */
@JsonPropertyOrder({"members", "links", "jobs", "identical", "elapsedSeconds", "deliveredPerSecond"})
record DemoSummary(
        List<Member> members,
        List<Link> links,
        Jobs jobs,
        boolean identical,
        double elapsedSeconds,
        double deliveredPerSecond) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * One member.
     *
     * @param pid of its process
     * @param language that it is written in
     * @param endpoints where members and clients reach it
     * @param delivered messages delivered in this view
     * @param stateHash over the canonical encoding of its state, in hexadecimal
     * @param orderHash over what it delivered, in this order, in hexadecimal
     */
    @JsonPropertyOrder({"name", "pid", "language", "endpoints", "delivered", "stateHash", "orderHash"})
    record Member(
            String name,
            long pid,
            String language,
            List<String> endpoints,
            long delivered,
            String stateHash,
            String orderHash) {}

    /** The path from a member to its successor, and the scheme of the provider that carries it. */
    @JsonPropertyOrder({"from", "to", "provider"})
    record Link(String from, String to, String provider) {}

    /**
     * Counts of jobs.
     *
     * @param submitted all of the trace
     * @param completed those with a row in the schedule
     * @param rejected those that the queue refused
     */
    @JsonPropertyOrder({"submitted", "completed", "rejected"})
    record Jobs(int submitted, int completed, int rejected) {}

    /** Sums up; {@code seconds} is how long the replay took, more than 0. */
    static DemoSummary of(List<Member> members, List<Link> links, Jobs jobs, double seconds) {
        boolean identical = members.stream().map(Member::stateHash).distinct().count() == 1
                && members.stream().map(Member::orderHash).distinct().count() == 1;
        long slowest = members.stream().mapToLong(Member::delivered).min().orElse(0);
        return new DemoSummary(
                List.copyOf(members), List.copyOf(links), jobs, identical, round(seconds), round(slowest / seconds));
    }

    /** Whether the demo did what it is to do: all members alike, and no job of the trace lost. */
    boolean isGood() {
        return identical && jobs.completed + jobs.rejected == jobs.submitted;
    }

    /** One JSON object. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can always be written", e);
        }
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
