package io.rmix.cli.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rmix.cli.UserError;
import io.rmix.cli.fleet.RingLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is done to the members of a demo while it goes on.
 *
 * @param events in the order in which they are carried out
 */
record DemoPlan(List<Event> events) {
    private static final Pattern EVENT = Pattern.compile("([A-Za-z0-9._-]{1,64})@(\\d{1,3})%");

    /** What is done. */
    enum Kind {
        /** The process is killed, with SIGKILL. */
        KILL,
        /** A member that was killed is started again, with the same configuration. */
        RESTART,
        /** One more member is started, which the others have not heard of. */
        JOIN;

        /** As options and programs name it. */
        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing that is done.
     *
     * @param at when so many percent of the jobs are answered, 0 to 100
     * @param kind what is done
     * @param member to whom
     */
    @JsonPropertyOrder({"at", "kind", "member"})
    record Event(int at, Kind kind, String member) {}

    /** Copies the list. */
    DemoPlan(List<Event> events) {
        this.events = List.copyOf(events);
    }

    /**
     * The plan that options ask for; without any, and with three members or more, that the middle one is killed half-way.
     *
     * @param members that the demo begins with
     * @param kill values of {@code --kill}
     * @param restart values of {@code --restart}
     * @param join values of {@code --join}
     * @param noKill whether nothing is done that was not asked for
     * @throws UserError if the plan cannot be carried out; it says what was expected
     */
    static DemoPlan of(int members, List<String> kill, List<String> restart, List<String> join, boolean noKill) {
        if (noKill && !kill.isEmpty()) throw new UserError("--kill and --no-kill: choose one of them");
        List<Event> events = new ArrayList<>();
        kill.forEach(each -> events.add(event(Kind.KILL, each)));
        restart.forEach(each -> events.add(event(Kind.RESTART, each)));
        join.forEach(each -> events.add(event(Kind.JOIN, each)));
        if (events.isEmpty() && !noKill && members >= 3)
            events.add(new Event(50, Kind.KILL, RingLayout.name(members / 2)));
        events.sort(Comparator.comparingInt(Event::at));
        check(members, events);
        if (members + join.size() > RingLayout.MAX_MEMBERS)
            throw new UserError("--join: expected at most %d members, those that join included, not %d"
                    .formatted(RingLayout.MAX_MEMBERS, members + join.size()));
        return new DemoPlan(events);
    }

    /** Names of the members that join, in this order. */
    List<String> joining() {
        return events.stream()
                .filter(each -> each.kind() == Kind.JOIN)
                .map(Event::member)
                .toList();
    }

    /** Whether a member is killed. */
    boolean kills() {
        return events.stream().anyMatch(each -> each.kind() == Kind.KILL);
    }

    /** Names of the members that do not run from the beginning to the end. */
    List<String> touched() {
        return events.stream().map(Event::member).distinct().toList();
    }

    private static Event event(Kind kind, String text) {
        Matcher parts = EVENT.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 100)
            throw new UserError(
                    "--%s: expected NAME@PERCENT%% with 0 to 100 percent of the jobs, such as c@25%%, not '%s'"
                            .formatted(kind.word(), text));
        return new Event(Integer.parseInt(parts.group(2)), kind, parts.group(1));
    }

    /** Goes through the plan. */
    private static void check(int members, List<Event> events) {
        Set<String> known = new LinkedHashSet<>();
        for (int i = 0; i < members; i++) known.add(RingLayout.name(i));
        Set<String> running = new LinkedHashSet<>(known);
        for (Event each : events) {
            String name = each.member();
            String option = "--%s %s@%d%%: ".formatted(each.kind().word(), name, each.at());
            boolean runs = running.contains(name);
            switch (each.kind()) {
                case KILL -> {
                    if (!runs) throw new UserError(option + "expected one of those that run then: " + list(running));
                    running.remove(name);
                    if (running.isEmpty()) throw new UserError(option + "nobody would be left to go on");
                }
                case RESTART -> {
                    if (runs || !known.contains(name))
                        throw new UserError(option + "expected one that was killed before" + killed(known, running));
                    running.add(name);
                }
                case JOIN -> {
                    if (!known.add(name))
                        throw new UserError(option + "expected a new name, other than " + list(known));
                    running.add(name);
                }
            }
        }
    }

    private static String killed(Set<String> known, Set<String> running) {
        Set<String> killed = new LinkedHashSet<>(known);
        killed.removeAll(running);
        return killed.isEmpty() ? "" : ": " + list(killed);
    }

    private static String list(Set<String> names) {
        return String.join(", ", names);
    }
}
