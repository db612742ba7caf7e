package io.rmix.dvm.runtime;

import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.dvm.Member;
import io.rmix.dvm.Role;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.SuspicionStatus;
import io.rmix.dvm.protocol.view.Quorum;
import io.rmix.dvm.protocol.view.ViewRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks all members of the view, and those that are configured and in none, how they are: all at once, each over the endpoints that links to it use.
 *
 * <p><b>Threads.</b> Any. One round is under way at a time; who asks meanwhile gets its result.
 */
final class Muster {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final NodeConfiguration configuration;
    private final Rmix rmix;
    private final NodeLife life;
    private final RingDriver driver;
    private final ProtocolLoop protocol;
    private final Reporter self;
    private @Nullable CompletableFuture<Membership> underWay;

    /** Whom to ask, and what this member knows of it. */
    private record Asked(
            String name,
            long incarnation,
            int priority,
            String role,
            List<String> endpoints,
            List<MemberEntry.Suspicion> suspicions,
            Optional<RemoteRef> ref) {}

    private record Answer(Optional<MemberReport> report, String silence) {}

    Muster(
            NodeConfiguration configuration,
            Rmix rmix,
            NodeLife life,
            RingDriver driver,
            ProtocolLoop protocol,
            Reporter self) {
        this.configuration = configuration;
        this.rmix = rmix;
        this.life = life;
        this.driver = driver;
        this.protocol = protocol;
        this.self = self;
    }

    /** The view with all answers, within {@link #PATIENCE} and a bit. */
    CompletableFuture<Membership> call() {
        CompletableFuture<Membership> round;
        synchronized (this) {
            CompletableFuture<Membership> before = underWay;
            if (before != null && !before.isDone()) {
                return before.copy();
            }
            round = new CompletableFuture<>();
            underWay = round;
        }
        protocol.execute(() -> {
            try {
                Optional<View> view = life.view();
                ask(view, whom(view), round);
            } catch (RuntimeException e) {
                round.completeExceptionally(e);
            }
        });
        return round.copy();
    }

    private List<Asked> whom(Optional<View> view) {
        Map<String, List<MemberEntry.Suspicion>> suspicions = new HashMap<>();
        MemberCore core = protocol.core();
        for (SuspicionStatus each : core == null ? List.<SuspicionStatus>of() : core.suspicions()) {
            suspicions
                    .computeIfAbsent(each.suspect().name(), name -> new ArrayList<>())
                    .add(new MemberEntry.Suspicion(each.by().name(), each.reason()));
        }
        List<Asked> whom = new ArrayList<>();
        for (ViewMember each : view.map(View::members).orElse(List.of())) {
            Member member = each.member();
            whom.add(new Asked(
                    member.name(),
                    member.incarnation(),
                    member.priority(),
                    each.role().name(),
                    each.endpoints(),
                    suspicions.getOrDefault(member.name(), List.of()),
                    driver.find(member.name(), Ports.REPORT, ReportService.class)));
        }
        for (MemberAddress each : configuration.members()) {
            if (view.isEmpty() || view.get().indexOf(each.name()) < 0) {
                whom.add(new Asked(
                        each.name(),
                        0,
                        each.priority(),
                        MemberEntry.OUTSIDE,
                        each.endpoints().stream().map(Object::toString).toList(),
                        List.of(),
                        driver.find(each.name(), Ports.REPORT, ReportService.class)));
            }
        }
        return whom;
    }

    private void ask(Optional<View> view, List<Asked> whom, CompletableFuture<Membership> round) {
        List<CompletableFuture<Answer>> answers = whom.stream().map(this::ask).toList();
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)).whenComplete((nothing, failure) -> {
            try {
                round.complete(membership(
                        view,
                        whom,
                        answers.stream().map(CompletableFuture::join).toList()));
            } catch (RuntimeException e) {
                round.completeExceptionally(e);
            }
        });
    }

    private CompletableFuture<Answer> ask(Asked asked) {
        if (asked.name().equals(configuration.name())) {
            return self.now().thenApply(report -> new Answer(Optional.of(report), ""));
        }
        if (asked.ref().isEmpty()) {
            return CompletableFuture.completedFuture(silent("its addresses are not known"));
        }
        Stub<ReportService> stub;
        try {
            stub = rmix.connect(ReportService.class, asked.ref().get(), asked.name());
        } catch (IllegalArgumentException | IllegalStateException e) {
            return CompletableFuture.completedFuture(silent(String.valueOf(e.getMessage())));
        }
        return question(stub).handle((report, failure) -> {
            // The only call has ended: nothing is waited for.
            stub.close();
            return failure == null ? new Answer(Optional.of(report), "") : silent(why(failure));
        });
    }

    private static CompletableFuture<MemberReport> question(Stub<ReportService> stub) {
        try {
            return stub.withDeadline(PATIENCE).async(ReportService::report);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static String why(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }

    private static Answer silent(String why) {
        return new Answer(Optional.empty(), why);
    }

    private Membership membership(Optional<View> view, List<Asked> whom, List<Answer> answers) {
        String lineage = view.map(it -> it.lineage().toString()).orElse("");
        long furthest = answers.stream()
                .flatMap(each -> each.report().stream())
                .filter(each -> each.lineage().equals(lineage))
                .mapToLong(MemberReport::position)
                .max()
                .orElse(MemberReport.UNKNOWN);
        List<MemberEntry> entries = new ArrayList<>();
        for (int i = 0; i < whom.size(); i++) {
            Asked asked = whom.get(i);
            Answer answer = answers.get(i);
            long lag = answer.report()
                    .filter(each -> each.lineage().equals(lineage) && each.position() >= 0)
                    .map(each -> furthest - each.position())
                    .orElse(MemberReport.UNKNOWN);
            entries.add(new MemberEntry(
                    asked.name(),
                    asked.incarnation(),
                    asked.priority(),
                    asked.role(),
                    asked.endpoints(),
                    asked.suspicions(),
                    lag,
                    answer.report(),
                    answer.silence()));
        }
        return membership(view, lineage, entries);
    }

    private Membership membership(Optional<View> view, String lineage, List<MemberEntry> entries) {
        long number = view.map(View::number).orElse(0L);
        boolean[] present = new boolean[entries.size()];
        int voters = 0;
        int answering = 0;
        for (int i = 0; i < present.length; i++) {
            MemberEntry each = entries.get(i);
            present[i] = each.isAnswered()
                    && each.report()
                            .filter(it -> it.view() == number && it.lineage().equals(lineage))
                            .isPresent();
            if (each.role().equals(Role.VOTER.name())) {
                voters++;
                answering += present[i] ? 1 : 0;
            }
        }
        boolean quorum = view.isPresent()
                && new Quorum(configuration.shared().quorum(), view.get(), ViewRules.RIGHT)
                        .reached(i -> present[i], i -> !present[i]);
        int floor = configuration.shared().writeFloor();
        return new Membership(
                configuration.shared().dvm(),
                configuration.name(),
                number,
                lineage,
                configuration.shared().quorum().name(),
                voters,
                answering,
                quorum,
                view.isPresent() && voters < floor ? WriteFloor.refusal(number, voters, floor) : "",
                entries);
    }
}
