package io.rmix.cli.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rmix.examples.jobqueue.replay.Pause;
import java.util.List;

/**
 * How a demo ended; with {@code --json}, this is what is printed, under these names.
 *
 * @param members those that run at the end, in ring order
 * @param links from each member to its successor
 * @param jobs what became of the trace
 * @param identical whether all state hashes are equal and all order hashes are equal
 * @param views number of the last view
 * @param events what was done to members, in this order
 * @param pause what the submitters saw of it
 * @param elapsedSeconds from the first submission to the last answer
 * @param deliveredPerSecond messages a second at the member that delivered least of those that ran all the time
 */
@JsonPropertyOrder({
    "members",
    "links",
    "jobs",
    "identical",
    "views",
    "events",
    "pause",
    "elapsedSeconds",
    "deliveredPerSecond"
})
record DemoSummary(
        List<Member> members,
        List<Link> links,
        Jobs jobs,
        boolean identical,
        long views,
        List<DemoPlan.Event> events,
        Pause pause,
        double elapsedSeconds,
        double deliveredPerSecond) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * One member.
     *
     * @param pid of its process
     * @param language that it is written in
     * @param state of the member
     * @param endpoints where members and clients reach it
     * @param delivered messages delivered since it was started, but those that its state came with
     * @param stateHash over the canonical encoding of its state, in hexadecimal
     * @param orderHash over what it delivered, in this order, in hexadecimal
     */
    @JsonPropertyOrder({"name", "pid", "language", "state", "endpoints", "delivered", "stateHash", "orderHash"})
    record Member(
            String name,
            long pid,
            String language,
            String state,
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

    /**
     * What happened on the way.
     *
     * @param views number of the last view
     * @param plan what was done to members
     * @param pause what the submitters saw of it
     * @param seconds how long the replay took, more than 0
     */
    record Course(long views, DemoPlan plan, Pause pause, double seconds) {}

    /** Sums up. */
    static DemoSummary of(List<Member> members, List<Link> links, Jobs jobs, Course course) {
        boolean identical = members.stream().map(Member::stateHash).distinct().count() == 1
                && members.stream().map(Member::orderHash).distinct().count() == 1;
        List<String> touched = course.plan.touched();
        long slowest = members.stream()
                .filter(each -> !touched.contains(each.name()))
                .mapToLong(Member::delivered)
                .min()
                .orElse(0);
        return new DemoSummary(
                List.copyOf(members),
                List.copyOf(links),
                jobs,
                identical,
                course.views,
                course.plan.events(),
                course.pause,
                round(course.seconds),
                round(slowest / course.seconds));
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
