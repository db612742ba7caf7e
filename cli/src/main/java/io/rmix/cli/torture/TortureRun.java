package io.rmix.cli.torture;

import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.fleet.Fleet;
import io.rmix.cli.fleet.RingLayout;
import io.rmix.cli.fleet.Screen;
import io.rmix.cli.torture.load.Clients;
import io.rmix.cli.torture.load.Tally;
import io.rmix.cli.torture.net.Network;
import io.rmix.cli.torture.plan.Plan;
import io.rmix.cli.torture.trace.TraceRecord.Installed;
import io.rmix.cli.torture.verify.Verifier;
import io.rmix.cli.torture.verify.Violation.Rule;
import io.rmix.cli.torture.verify.Violations;
import io.rmix.dvm.runtime.MemberStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The course of a torture: members start, clients write, faults are injected, everything comes to rest and is compared.
 *
 * <p><b>Threads.</b> Faults are injected on the thread that runs it; another one supervises, verifies and shows.
 */
final class TortureRun implements AutoCloseable {
    private static final Duration FORMING = Duration.ofSeconds(180);
    private static final long LOOK_MILLIS = 250;

    private final Settings settings;
    private final RingLayout layout;
    private final Network network;
    private final Path folder;
    private final Screen screen;
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private final Violations violations =
            new Violations(each -> news("VIOLATION: " + each.rule().word() + ": " + each.what()));
    private final Verifier verifier;
    private final Fleet fleet = new Fleet();
    private final Crew crew;
    private final Watch watch;
    private final Tally tally = new Tally();
    private final Injector injector;
    private final Thread background = new Thread(this::lookOn, "verifier");
    private final long begin = System.nanoTime();
    private volatile boolean closing;

    TortureRun(Settings settings, RingLayout layout, Network network, Path folder, Screen screen) throws IOException {
        this.settings = settings;
        this.layout = layout;
        this.network = network;
        this.folder = folder;
        this.screen = screen;
        this.verifier = new Verifier(folder, violations);
        this.crew = new Crew(fleet, folder, settings.broadcasts(), verifier, violations);
        List<NodeSettings> all = layout.all().toList();
        for (NodeSettings each : all) crew.add(each, network);
        this.watch = new Watch(all, verifier);
        Guard guard = new Guard(settings.quorum(), verifier, crew);
        this.injector =
                new Injector(crew, network, guard, settings.length(), settings.bound(), this::awaitRest, this::news);
        background.setDaemon(true);
    }

    private void news(String line) {
        news.add(String.format(Locale.ROOT, "%7.1f s  %s", seconds(), line));
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Runs all of it. */
    Report run(Plan plan, String repeat) throws IOException, InterruptedException {
        for (NodeSettings each : layout.nodes()) crew.start(each.name());
        background.start();
        if (!rests(FORMING, false)) throw new IOException("the members have not formed a ring: " + describe());
        List<NodeSettings> members = layout.all().toList();
        Duration patience = settings.suspicion().multipliedBy(3);
        try (Clients clients =
                new Clients(settings.clients(), settings.rate(), members, patience, tally, verifier, violations)) {
            clients.start();
            injector.run(plan);
            List<String> late = clients.finish(settings.bound());
            late.forEach(each -> violations.add(Rule.STUCK, each));
            if (!clients.rest(settings.bound())) violations.add(Rule.STUCK, "nobody took the last command");
        }
        if (!rests(settings.bound(), true)) violations.add(Rule.STUCK, "not at one position: " + describe());
        double elapsed = seconds();
        finishBackground();
        verifier.end(crew.wanted());
        show(true);
        return report(elapsed, repeat);
    }

    private void finishBackground() throws InterruptedException {
        closing = true;
        background.join();
    }

    /** Waits until all that are to run are in one view, for the injector: not for long is a violation. */
    private void awaitRest() {
        try {
            if (!rests(settings.bound(), false))
                violations.add(
                        Rule.STUCK,
                        "not at rest " + settings.bound().toSeconds() + " s after the last fault: " + describe());
            long since = System.nanoTime();
            while (tally.lastAcknowledged() - since < 0) {
                if (System.nanoTime() - since > settings.bound().toNanos()) {
                    violations.add(
                            Rule.STUCK,
                            "no client was answered within " + settings.bound().toSeconds() + " s of rest: "
                                    + describe());
                    return;
                }
                Thread.sleep(LOOK_MILLIS / 5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean rests(Duration bound, boolean quiet) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (System.nanoTime() - end < 0) {
            List<String> wanted = crew.wanted();
            List<MemberStatus> answers = watch.ask(wanted);
            if (Watch.isAtRest(wanted, answers, quiet)) return true;
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }

    private String describe() {
        List<String> wanted = crew.wanted();
        return Watch.describe(wanted, watch.ask(wanted));
    }

    private void lookOn() {
        try {
            for (long turn = 0; !closing; turn++) {
                crew.supervise();
                verifier.read();
                if (turn % 8 == 0) watch.ask(crew.wanted());
                show(false);
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (IOException | RuntimeException e) {
            violations.add(Rule.STUCK, "the verifier failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(boolean last) {
        for (String line; (line = news.poll()) != null; ) screen.say(line);
        if (!screen.isDue() && !last) return;
        Verifier.Summary seen = verifier.summary();
        Installed view = seen.view();
        Tally.Counts counts = tally.counts();
        StringBuilder faults = new StringBuilder();
        injector.counts()
                .forEach((fault, count) ->
                        faults.append(' ').append(fault.word()).append(' ').append(count));
        String first = String.format(
                Locale.ROOT,
                "%7.1f s  %,d acknowledged, %,d violations, view %s",
                seconds(),
                counts.acknowledged(),
                violations.count(),
                view == null ? "none" : view.number() + ": " + view.text());
        screen.show(List.of(first + ";" + faults, "faults:" + faults));
    }

    private Report report(double elapsed, String repeat) {
        Verifier.Summary seen = verifier.summary();
        Map<String, Integer> faults = new TreeMap<>();
        injector.counts().forEach((fault, count) -> faults.put(fault.word(), count));
        List<Report.Member> members = new ArrayList<>();
        for (Slot each : crew.slots())
            members.add(new Report.Member(
                    each.name(),
                    each.starts,
                    each.kills,
                    each.exclusions,
                    each.greatestRss,
                    verifier.heap(each.name())));
        Tally.Counts counts = tally.counts();
        return new Report(
                settings.quorum().name().toLowerCase(Locale.ROOT),
                network.how(),
                settings.seed(),
                Math.round(elapsed * 1000) / 1000.0,
                faults,
                injector.skipped(),
                seen.views(),
                seen.smallest(),
                seen.positions(),
                seen.hashes(),
                members,
                Report.Pauses.of(counts),
                Report.Operations.of(counts, seen.unknown()),
                repeat,
                folder.toString(),
                violations.count(),
                violations.list());
    }

    /** Ends all processes. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            background.join(Duration.ofSeconds(10).toMillis());
            crew.continueAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watch.close();
            fleet.close();
            verifier.close();
        }
    }
}
