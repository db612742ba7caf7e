package io.rmix.cli.members;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.cli.UserError;
import io.rmix.cli.node.AtMember;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.dvm.runtime.MemberControl;
import io.rmix.dvm.runtime.MemberEntry;
import io.rmix.dvm.runtime.Membership;
import io.rmix.dvm.runtime.MembershipControl;
import io.rmix.dvm.runtime.MembershipRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dvm leave}: a member leaves in order. */
@Command(
        name = "leave",
        description = {
            "Have a member leave in order: what was submitted to it is delivered, the others agree on a view without it, and its process ends with code 0.",
            "Waits until that view is there, and shows it. Started again the member joins, and takes over the state."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm leave --at grpc://127.0.0.1:9100",
            "  dvm leave --member c --at grpc://127.0.0.1:9100 --timeout 120"
        })
public final class LeaveCommand implements DvmCommand {
    private static final int USUAL_SECONDS = 60;
    private static final Duration QUESTION = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AtMember at = new AtMember();

    @Option(
            names = "--member",
            paramLabel = "NAME",
            description = "who is to leave (default: the member that is asked)")
    private Optional<String> name = Optional.empty();

    @Option(names = "--json", description = "the view without it as one JSON object on standard output")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (Rmix rmix = Rmix.create()) {
            var asked = at.connect(rmix, MemberControl.class, MemberControl.SERVICE, USUAL_SECONDS);
            Membership before = asked.sync().members();
            String leaver = name.orElse(before.asked());
            MemberEntry entry = Peers.find(before, leaver).orElseThrow(() -> noSuch(before, leaver));
            Endpoint own = leaver.equals(before.asked()) ? asked.endpoint() : endpoint(entry, asked.endpoint());
            List<Endpoint> others = Peers.others(before, leaver).stream()
                    .flatMap(each -> each.name().equals(before.asked())
                            ? Optional.of(asked.endpoint()).stream()
                            : Peers.of(each, asked.endpoint()).stream())
                    .toList();
            tell(rmix, own);
            if (others.isEmpty()) {
                System.err.println(
                        leaver
                                + " leaves; no other member has told a client endpoint at which the view without it could be seen");
                return ExitCode.OK;
            }
            MembershipText.print(awaitWithout(rmix, entry, before, others, at.seconds(USUAL_SECONDS)), json);
            return ExitCode.OK;
        }
    }

    private static UserError noSuch(Membership view, String leaver) {
        return new UserError(
                view.view() == 0
                        ? view.asked() + " is in no view that anybody could leave"
                        : "--member: " + leaver + " is not in view " + view.view() + ", which has "
                                + view.inView().stream().map(MemberEntry::name).toList());
    }

    private static Endpoint endpoint(MemberEntry member, Endpoint like) throws IOException {
        return Peers.of(member, like)
                .orElseThrow(() -> new IOException(member.name()
                        + (member.report().isPresent()
                                ? " has no client endpoint whose protocol is known here: end its process with SIGTERM instead"
                                : " does not answer (" + member.silence()
                                        + "): if its process is gone the others go on without it by themselves")));
    }

    private static void tell(Rmix rmix, Endpoint member) throws IOException {
        try (var stub = rmix.connect(MembershipControl.class, member.withService(MembershipControl.SERVICE))) {
            stub.withDeadline(QUESTION).sync().leave();
        } catch (MembershipRefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Asks the others, those after one that is silent too, until one is in a view without the member. */
    private static Membership awaitWithout(
            Rmix rmix, MemberEntry leaver, Membership before, List<Endpoint> others, int seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        @Nullable String trouble = null;
        for (int i = 0; System.nanoTime() < end; i++) {
            Endpoint other = others.get(i % others.size());
            try (var stub = rmix.connect(MemberControl.class, other.withService(MemberControl.SERVICE))) {
                Membership now = stub.withDeadline(QUESTION).sync().members();
                boolean in = Peers.find(now, leaver.name())
                        .filter(each -> each.incarnation() == leaver.incarnation())
                        .isPresent();
                if (now.view() > before.view() && !in) return now;
                trouble = now.asked() + " has it in view " + now.view() + " still";
            } catch (InvocationException e) {
                trouble = e.getMessage();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IOException(leaver.name() + " was told to leave, but no view without it was seen within " + seconds
                + " s (--timeout): " + trouble);
    }
}
