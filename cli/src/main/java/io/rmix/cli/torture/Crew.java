package io.rmix.cli.torture;

import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.NodeSettingsWriter;
import io.rmix.cli.fleet.Fleet;
import io.rmix.cli.fleet.JavaCommand;
import io.rmix.cli.fleet.NodeProcess;
import io.rmix.cli.torture.net.Network;
import io.rmix.cli.torture.trace.TraceRecord.Seat;
import io.rmix.cli.torture.verify.Verifier;
import io.rmix.cli.torture.verify.Violation.Rule;
import io.rmix.cli.torture.verify.Violations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes of all members: starts, kills, stops and ends them, and starts again who was excluded and has ended, as an operator's supervisor would.
 *
 * <p><b>Threads.</b> Any.
 */
final class Crew {
    private static final Duration LEAVING = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final List<String> JVM =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    private final Fleet fleet;
    private final Path folder;
    private final int broadcasts;
    private final Verifier verifier;
    private final Violations violations;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private long processes;

    Crew(Fleet fleet, Path folder, int broadcasts, Verifier verifier, Violations violations) {
        this.fleet = fleet;
        this.folder = folder;
        this.broadcasts = broadcasts;
        this.verifier = verifier;
        this.violations = violations;
    }

    /** One more member, which does not run yet. */
    synchronized void add(NodeSettings settings, Network network) throws IOException {
        Path config = folder.resolve(settings.name() + ".yaml");
        Files.writeString(config, NodeSettingsWriter.write(settings));
        slots.put(settings.name(), new Slot(settings, network.host(settings.name()), config));
    }

    /** A member is to run: it is started if it does not, and if its process is ending, afterwards. */
    synchronized void start(String name) throws IOException {
        Slot slot = slot(name);
        slot.wanted = true;
        if (slot.process == null || (slot.killed && !slot.runs())) launch(slot);
    }

    private void launch(Slot slot) throws IOException {
        if (slot.process != null) verifier.over(slot.id);
        slot.starts++;
        slot.id = ++processes;
        slot.stopped = false;
        slot.leaving = false;
        slot.killed = false;
        slot.judged = false;
        slot.endSeen = 0;
        String run = slot.name() + "-" + slot.starts;
        Path trace = folder.resolve(run + ".trace");
        verifier.follow(slot.name(), slot.id, trace);
        List<String> command = new ArrayList<>(JavaCommand.dvm(
                "torture",
                "member",
                "--config",
                slot.config.toString(),
                "--trace",
                trace.toString(),
                "--id",
                Long.toString(slot.id),
                "--broadcasts",
                Integer.toString(broadcasts),
                "-v"));
        command.addAll(command.indexOf("-cp"), JVM);
        slot.startedMillis = System.currentTimeMillis();
        NodeProcess process = fleet.start(slot.name(), slot.host.command(command), folder.resolve(run + ".log"));
        ProcessHandle.of(process.pid()).ifPresent(slot.host::runs);
        slot.process = process;
    }

    /** Kills members' processes, all at once. */
    void kill(List<String> names) {
        synchronized (this) {
            for (String name : names) {
                Slot slot = slot(name);
                slot.wanted = false;
                if (!slot.runs()) continue;
                slot.kills++;
                slot.killed = true;
            }
        }
        for (String name : names) if (isKilled(name)) fleet.kill(name);
    }

    private synchronized boolean isKilled(String name) {
        return slot(name).killed;
    }

    /** Stops or continues members' processes. */
    void stop(List<String> names, boolean stopped) throws IOException, InterruptedException {
        for (String name : names) {
            long pid;
            synchronized (this) {
                Slot slot = slot(name);
                NodeProcess process = slot.process;
                if (process == null || !slot.runs()) continue;
                slot.stopped = stopped;
                pid = process.pid();
            }
            new ProcessBuilder("kill", stopped ? "-STOP" : "-CONT", Long.toString(pid))
                    .start()
                    .waitFor();
        }
    }

    /** Tells a member to leave. */
    synchronized void leave(String name) {
        Slot slot = slot(name);
        slot.wanted = false;
        NodeProcess process = slot.process;
        if (process == null || !slot.runs()) return;
        slot.leaving = true;
        slot.leavingSince = System.nanoTime();
        process.askToEnd();
    }

    /** Starts who is to run and has ended; looks why it has. */
    synchronized void supervise() throws IOException {
        for (Slot slot : slots.values()) {
            NodeProcess process = slot.process;
            if (process == null) continue;
            if (slot.runs()) {
                slot.greatestRss = Math.max(slot.greatestRss, Rss.of(process.pid()));
                if (slot.leaving && System.nanoTime() - slot.leavingSince > LEAVING.toNanos()) {
                    violations.add(Rule.STUCK, slot.name() + " has not left after " + LEAVING.toSeconds() + " s");
                    slot.leaving = false;
                    fleet.kill(slot.name());
                }
            } else if (hasBeenOver(slot)) {
                if (!slot.judged) judge(slot, process);
                if (slot.wanted) launch(slot);
            }
        }
    }

    /** Whether its end was seen some time ago: what it wrote has been read since. */
    private static boolean hasBeenOver(Slot slot) {
        if (slot.endSeen == 0) slot.endSeen = System.nanoTime();
        return System.nanoTime() - slot.endSeen >= PAUSE.toNanos();
    }

    /** Says whether a process may have ended as it did. */
    private void judge(Slot slot, NodeProcess process) {
        slot.judged = true;
        int code = process.ended().join();
        String failure = verifier.failure(slot.id);
        if (slot.killed || (slot.leaving && code == 0)) return;
        if (code == 1 && failure.isEmpty()) slot.exclusions++;
        else violations.add(Rule.ENDED, failure + " " + process.describeEnd());
    }

    private Slot slot(String name) {
        Slot slot = slots.get(name);
        if (slot == null) throw new IllegalArgumentException("no member " + name);
        return slot;
    }

    /** Whether the process that has a seat in a view runs, and is not stopped. */
    synchronized boolean isAlive(Seat seat) {
        Slot slot = slots.get(seat.name());
        return slot != null
                && slot.runs()
                && !slot.stopped
                && !slot.leaving
                && slot.startedMillis <= seat.incarnation();
    }

    /** Names of those that are to run. */
    synchronized List<String> wanted() {
        return slots.values().stream()
                .filter(each -> each.wanted)
                .map(Slot::name)
                .toList();
    }

    /** All members. */
    synchronized List<Slot> slots() {
        return List.copyOf(slots.values());
    }

    /** Continues whoever is stopped, so that all can be ended. */
    void continueAll() throws IOException, InterruptedException {
        List<String> stopped =
                slots().stream().filter(each -> each.stopped).map(Slot::name).toList();
        stop(stopped, false);
    }
}
